//! Reads the numbers of a network: matrices whose values are 16-bit numbers with one scale for each row, and vectors.

use crate::language::archive::{Archive, ArchiveError};

/// A matrix whose rows are wanted one at a time: it stays as small as it is in the file.
#[derive(Debug)]
pub(super) struct Table {
    values: &'static [u8],
    scales: Vec<f32>,
    width: usize,
}

impl Table {
    /// Reads the sections `net.NAME.values` and `net.NAME.scales`; a row has `width` values.
    pub(super) fn new(archive: &Archive<'static>, name: &str, width: usize) -> Result<Self, ArchiveError> {
        let scales = numbers(archive, &format!("{name}.scales"))?;
        let values = archive.section(&format!("net.{name}.values"))?;
        if values.len() != scales.len() * width * 2 || scales.is_empty() {
            let detail = format!("expected {} rows of {width}, found {} bytes", scales.len(), values.len());
            return Err(ArchiveError::section(&format!("net.{name}.values"), detail));
        }
        Ok(Self { values, scales, width })
    }

    /// Number of rows.
    pub(super) fn rows(&self) -> usize {
        self.scales.len()
    }

    /// Adds a row to `sum`.
    #[inline(always)]
    pub(super) fn add(&self, row: usize, sum: &mut [f32]) {
        let size = self.width * 2;
        let bytes = self.values.get(row * size..(row + 1) * size).unwrap_or(&[]);
        let scale = self.scales.get(row).copied().unwrap_or(0.0);
        for (sum, pair) in sum.iter_mut().zip(bytes.as_chunks::<2>().0) {
            *sum += f32::from(i16::from_le_bytes(*pair)) * scale;
        }
    }
}

/// A matrix, row after row.
#[derive(Debug)]
pub(super) struct Matrix<const WIDTH: usize> {
    /// All rows.
    pub(super) rows: Vec<[f32; WIDTH]>,
}

impl<const WIDTH: usize> Matrix<WIDTH> {
    /// Reads a matrix with so many rows.
    pub(super) fn new(archive: &Archive<'static>, name: &str, rows: usize) -> Result<Self, ArchiveError> {
        let table = Table::new(archive, name, WIDTH)?;
        if table.rows() != rows {
            let detail = format!("expected {rows} rows, found {}", table.rows());
            return Err(ArchiveError::section(&format!("net.{name}.values"), detail));
        }
        let mut matrix = Self { rows: vec![[0.0; WIDTH]; rows] };
        for (row, into) in matrix.rows.iter_mut().enumerate() {
            table.add(row, into);
        }
        Ok(matrix)
    }
}

/// Reads the section `net.NAME` as a vector.
pub(super) fn vector<const LENGTH: usize>(
    archive: &Archive<'static>,
    name: &str,
) -> Result<[f32; LENGTH], ArchiveError> {
    let mut vector = [0.0; LENGTH];
    vector.copy_from_slice(&floats(archive, name, LENGTH)?);
    Ok(vector)
}

/// Reads the section `net.NAME` as so many numbers.
pub(super) fn floats(
    archive: &Archive<'static>,
    name: &str,
    length: usize,
) -> Result<Vec<f32>, ArchiveError> {
    let found = numbers(archive, name)?;
    if found.len() == length {
        return Ok(found);
    }
    let detail = format!("expected {length} numbers, found {}", found.len());
    Err(ArchiveError::section(&format!("net.{name}"), detail))
}

/// Reads the section `net.NAME` as names, one a line, and turns each into a value.
pub(super) fn named<T>(
    archive: &Archive<'static>,
    name: &str,
    value: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, ArchiveError> {
    let section = format!("net.{name}");
    let line = |line: &str| {
        value(line).ok_or_else(|| ArchiveError::section(&section, format!("`{line}` is unknown")))
    };
    archive.text(&section)?.lines().map(line).collect()
}

fn numbers(archive: &Archive<'static>, name: &str) -> Result<Vec<f32>, ArchiveError> {
    let bytes = archive.section(&format!("net.{name}"))?;
    Ok(bytes.as_chunks::<4>().0.iter().map(|word| f32::from_le_bytes(*word)).collect())
}
