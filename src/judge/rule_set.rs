//! The rules of a run: those that are built into the program and those that a newsroom adds, with unique ids, less
//! what was switched off.

use super::place::nearest;
use super::rule::Rule;
use crate::error::{InputError, RuleError};
use crate::model::{Primitive, Severity};

/// The rule files that are built into the program: name below `rules/`, and text.
static BUILTIN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// Rules in use, sorted by id; no two have the same id.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    rules: Vec<Rule>,
    /// For each primitive, in the order of [`Primitive::ALL`]: its rules, those with the most conditions first,
    /// then by id.
    order: Vec<Vec<usize>>,
    /// The ids of all rules before any was switched off, sorted.
    known: Vec<String>,
}

/// The rule files that are built into the program, as (name below `rules/`, text), sorted.
pub fn builtin_files() -> &'static [(&'static str, &'static str)] {
    BUILTIN
}

impl RuleSet {
    /// The built-in rules. Their tests are not read: the test suite has seen to them.
    ///
    /// # Errors
    /// A rule file that is broken; the test suite loads them all.
    pub fn builtin() -> Result<Self, RuleError> {
        let mut rules = Vec::with_capacity(BUILTIN.len());
        for (name, text) in BUILTIN {
            rules.push(Rule::read(format!("rules/{name}"), *text)?);
        }
        Self::of(rules)
    }

    /// These rules and those of more files, given as (name, text). Each file is read whole, tests included.
    ///
    /// # Errors
    /// The first broken file, or an id that is taken.
    pub fn with_files(mut self, files: &[(String, String)]) -> Result<Self, RuleError> {
        for (name, text) in files {
            self.rules.push(Rule::read_whole(name.clone(), text.clone())?);
        }
        Self::of(self.rules)
    }

    fn of(mut rules: Vec<Rule>) -> Result<Self, RuleError> {
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        for pair in rules.windows(2) {
            if let [first, second] = pair
                && first.id == second.id
            {
                let (id, other) = (&second.id, first.file());
                return Err(RuleError {
                    file: second.file().to_owned(),
                    line: 1,
                    detail: format!(
                        "the id `{id}` is taken by {other}: choose another, or switch that rule off"
                    ),
                });
            }
        }
        let known = rules.iter().map(|rule| rule.id.clone()).collect();
        let mut set = Self { rules, order: Vec::new(), known };
        set.sort_by_specificity();
        Ok(set)
    }

    fn sort_by_specificity(&mut self) {
        self.order = Primitive::ALL
            .iter()
            .map(|primitive| {
                let mut order: Vec<usize> = (0..self.rules.len())
                    .filter(|&idx| self.rules.get(idx).is_some_and(|rule| rule.compares == *primitive))
                    .collect();
                // Stable: rules with as many conditions stay sorted by id.
                order.sort_by_key(|&idx| {
                    std::cmp::Reverse(self.rules.get(idx).map_or(0, |rule| rule.when.specificity()))
                });
                order
            })
            .collect();
    }

    /// All rules, sorted by id.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of that id.
    pub fn get(&self, id: &str) -> Option<&Rule> {
        let idx = self.rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).ok()?;
        self.rules.get(idx)
    }

    /// Whether there is a rule of that id, in use or switched off.
    pub fn knows(&self, id: &str) -> bool {
        self.known.binary_search_by(|known| known.as_str().cmp(id)).is_ok()
    }

    /// The id that may have been meant, of all rules in use or switched off.
    pub fn nearest(&self, id: &str) -> Option<&str> {
        nearest(id, self.known.iter().map(String::as_str))
    }

    /// The rule of that id, or what to do about it.
    ///
    /// # Errors
    /// No such rule; the message names the nearest one.
    pub fn find(&self, id: &str) -> Result<&Rule, InputError> {
        self.get(id).ok_or_else(|| self.unknown(id))
    }

    /// The rules that filter one kind of comparison, in the order in which they are tried.
    pub(super) fn trying(&self, primitive: Primitive) -> impl Iterator<Item = &Rule> {
        let idx = Primitive::ALL.iter().position(|it| *it == primitive);
        let order = idx.and_then(|idx| self.order.get(idx));
        order.into_iter().flatten().filter_map(|&idx| self.rules.get(idx))
    }

    /// Keeps the rules that one of the selectors names.
    ///
    /// # Errors
    /// A selector that names no rule.
    pub fn select(&mut self, selectors: &[String]) -> Result<(), InputError> {
        self.check(selectors)?;
        self.rules.retain(|rule| selectors.iter().any(|selector| selects(selector, &rule.id)));
        self.sort_by_specificity();
        Ok(())
    }

    /// Drops the rules that one of the selectors names.
    ///
    /// # Errors
    /// A selector that names no rule.
    pub fn ignore(&mut self, selectors: &[String]) -> Result<(), InputError> {
        self.check(selectors)?;
        self.rules.retain(|rule| !selectors.iter().any(|selector| selects(selector, &rule.id)));
        self.sort_by_specificity();
        Ok(())
    }

    /// Gives the rules that a selector names another severity.
    ///
    /// # Errors
    /// A selector that names no rule.
    pub fn set_severity(&mut self, selector: &str, severity: Severity) -> Result<(), InputError> {
        self.check(&[selector.to_owned()])?;
        for rule in &mut self.rules {
            if selects(selector, &rule.id) {
                rule.severity = severity;
            }
        }
        Ok(())
    }

    fn check(&self, selectors: &[String]) -> Result<(), InputError> {
        let names_none = |selector: &&String| !self.known.iter().any(|id| selects(selector, id));
        match selectors.iter().find(names_none) {
            Some(selector) => Err(self.unknown(selector)),
            None => Ok(()),
        }
    }

    fn unknown(&self, found: &str) -> InputError {
        let near = self.nearest(found);
        let hint = near.map_or_else(String::new, |id| format!("; did you mean `{id}`?"));
        InputError {
            name: found.to_owned(),
            detail: format!(
                "no rule has this id or stands under it{hint} (`claimdiff rules list` shows all)"
            ),
        }
    }
}

/// Whether a selector names a rule: its id, or all that stand under `date`, `date/` or `date/*`.
fn selects(selector: &str, id: &str) -> bool {
    let folder = selector.strip_suffix("/*").or_else(|| selector.strip_suffix('/')).unwrap_or(selector);
    selector == id || id.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_rule_is_whole_and_stands_where_its_id_says() {
        for (name, text) in builtin_files() {
            let rule = Rule::read_whole(*name, *text).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(format!("{}.toml", rule.id), *name);
        }
        let set = RuleSet::builtin().unwrap();
        assert_eq!(set.rules().len(), builtin_files().len());
    }

    #[test]
    fn a_selector_names_a_rule_or_a_folder() {
        for (selector, id, named) in [
            ("date/day-mismatch", "date/day-mismatch", true),
            ("date", "date/day-mismatch", true),
            ("date/", "date/day-mismatch", true),
            ("date/*", "date/day-mismatch", true),
            ("dat", "date/day-mismatch", false),
            ("date/day", "date/day-mismatch", false),
        ] {
            assert_eq!(selects(selector, id), named, "{selector} {id}");
        }
    }

    #[test]
    fn rules_are_switched_off_and_an_unknown_selector_is_refused() {
        let mut set = RuleSet::default().with_files(&[skeleton("a/one"), skeleton("b/two")]).unwrap();
        let error = set.ignore(&["a/ones".to_owned()]).unwrap_err();
        assert!(error.detail.contains("did you mean `a/one`?"), "{error}");
        set.ignore(&["a".to_owned()]).unwrap();
        set.set_severity("b/*", Severity::Note).unwrap();
        let left: Vec<_> = set.rules().iter().map(|rule| (rule.id.as_str(), rule.severity)).collect();
        assert_eq!(left, [("b/two", Severity::Note)]);
    }

    #[test]
    fn an_id_is_taken_once() {
        let error = RuleSet::default().with_files(&[skeleton("a/one"), skeleton("a/one")]).unwrap_err();
        assert!(error.detail.contains("taken"), "{error}");
    }

    fn skeleton(id: &str) -> (String, String) {
        (format!("{id}.toml"), super::super::rule_text::skeleton(id))
    }
}
