//! The `[when]` table of a rule as its author writes it, and how it is read. Its keys are features, or `all`,
//! `any` and `not`; what the features are is checked by [`super::condition`].

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value, json};
use toml::Spanned;

use crate::model::{Feature, FeatureKind};

/// Conditions as written; all must hold.
#[derive(Debug, Default)]
pub struct RawWhen {
    /// Key by key, in the order of the file.
    pub parts: Vec<(Spanned<String>, RawPart)>,
}

/// What stands under one key.
#[derive(Debug)]
pub enum RawPart {
    /// A condition on the feature that the key names.
    Check(Spanned<RawCheck>),
    /// `all = [{…}, {…}]`
    All(Vec<RawWhen>),
    /// `any = [{…}, {…}]`
    Any(Vec<RawWhen>),
    /// `not = {…}`
    Not(RawWhen),
}

/// A condition on one feature.
#[derive(Debug)]
pub enum RawCheck {
    /// `true`, `false`.
    Flag(bool),
    /// A bare number: at least this.
    Number(f64),
    /// This word.
    Word(String),
    /// One of these words.
    OneOf(Vec<String>),
    /// `{ min = 0.5, below = 0.9 }`
    Bounds(RawBounds),
}

/// Bounds on a number; at least one of them.
#[derive(Clone, Copy, Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawBounds {
    /// This or more.
    pub min: Option<f64>,
    /// This or less.
    pub max: Option<f64>,
    /// Less than this.
    pub below: Option<f64>,
    /// More than this.
    pub above: Option<f64>,
}

impl<'de> Deserialize<'de> for RawWhen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Table;
        impl<'de> Visitor<'de> for Table {
            type Value = RawWhen;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table of conditions")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<RawWhen, M::Error> {
                let mut parts = Vec::new();
                while let Some(key) = map.next_key::<Spanned<String>>()? {
                    let part = match key.get_ref().as_str() {
                        "all" => RawPart::All(map.next_value()?),
                        "any" => RawPart::Any(map.next_value()?),
                        "not" => RawPart::Not(map.next_value()?),
                        _ => RawPart::Check(map.next_value()?),
                    };
                    parts.push((key, part));
                }
                Ok(RawWhen { parts })
            }
        }
        deserializer.deserialize_map(Table)
    }
}

impl<'de> Deserialize<'de> for RawCheck {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Check;
        impl<'de> Visitor<'de> for Check {
            type Value = RawCheck;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    "a word, a list of words, true, false, a number (at least), or { min, max, below, above }",
                )
            }

            fn visit_bool<E: de::Error>(self, value: bool) -> Result<RawCheck, E> {
                Ok(RawCheck::Flag(value))
            }

            fn visit_i64<E: de::Error>(self, value: i64) -> Result<RawCheck, E> {
                i32::try_from(value)
                    .map(|small| RawCheck::Number(f64::from(small)))
                    .map_err(|_| E::custom("number out of range"))
            }

            fn visit_f64<E: de::Error>(self, value: f64) -> Result<RawCheck, E> {
                Ok(RawCheck::Number(value))
            }

            fn visit_str<E: de::Error>(self, value: &str) -> Result<RawCheck, E> {
                Ok(RawCheck::Word(value.to_owned()))
            }

            fn visit_seq<S: SeqAccess<'de>>(self, mut seq: S) -> Result<RawCheck, S::Error> {
                let mut words = Vec::new();
                while let Some(word) = seq.next_element()? {
                    words.push(word);
                }
                Ok(RawCheck::OneOf(words))
            }

            fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<RawCheck, M::Error> {
                RawBounds::deserialize(MapAccessDeserializer::new(map)).map(RawCheck::Bounds)
            }
        }
        deserializer.deserialize_any(Check)
    }
}

impl JsonSchema for RawWhen {
    fn schema_name() -> Cow<'static, str> {
        "When".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let this = generator.subschema_for::<RawBounds>();
        let mut properties = Map::new();
        for feature in Feature::ALL {
            let info = feature.info();
            let mut schema = match info.kind {
                FeatureKind::Flag => json!({"type": "boolean"}),
                FeatureKind::Number(low, high) => json!({"anyOf": [
                    {"type": "number", "minimum": low, "maximum": high}, this,
                ]}),
                FeatureKind::Word(words) => {
                    let word =
                        if words.is_empty() { json!({"type": "string"}) } else { json!({"enum": words}) };
                    json!({"anyOf": [word, {"type": "array", "items": word, "minItems": 1}]})
                }
            };
            if let Some(object) = schema.as_object_mut() {
                object.insert("description".into(), Value::from(info.meaning));
            }
            properties.insert(info.name.into(), schema);
        }
        let nested = json!({"$ref": "#/$defs/When"});
        for (name, meaning) in [("all", "All of these hold."), ("any", "At least one of these holds.")] {
            properties.insert(
                name.into(),
                json!({"type": "array", "minItems": 1, "items": nested, "description": meaning}),
            );
        }
        properties.insert(
            "not".into(),
            json!({"$ref": "#/$defs/When", "description": "These do not all hold; true where a feature is unknown."}),
        );
        json_schema!({
            "type": "object",
            "description": "Conditions on the features of a comparison; all must hold.",
            "properties": properties,
            "additionalProperties": false,
            "minProperties": 1,
        })
    }
}
