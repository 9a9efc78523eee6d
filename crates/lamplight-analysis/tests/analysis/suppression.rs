//! Attacks what is published, with everything that a reader could reckon: sums and differences of all shown numbers
//! (linear reasoning), bounds that follow from counts being whole and not negative, and on small tables every table that
//! fits at all.

use fastrand::Rng;
use lamplight_analysis::publication::{CountTable, Entry, HIDDEN_BELOW, Published, protect};

/// A table with its sums as a reader sees it: `None` where a number is hidden.
type Seen = Vec<Vec<Option<u32>>>;

/// What the published sums say, as equations over all numbers: terms add up to nothing.
type Equation = Vec<(f64, (usize, usize))>;

fn seen(published: &Published) -> Seen {
    let shown = |entries: &[Entry]| entries.iter().map(|entry| entry.shown()).collect::<Vec<_>>();
    let mut seen: Seen = published.rows.iter().map(|row| shown(row)).collect();
    for (row, sum) in seen.iter_mut().zip(&published.row_sums) {
        row.push(sum.shown());
    }
    let mut last = shown(&published.column_sums);
    last.push(published.sum.shown());
    seen.push(last);
    seen
}

fn with_sums(rows: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let mut all = rows.to_vec();
    all.push(
        (0..rows[0].len())
            .map(|column| rows.iter().map(|row| row[column]).sum())
            .collect(),
    );
    for row in &mut all {
        row.push(row.iter().sum());
    }
    all
}

fn equations(rows: usize, columns: usize) -> Vec<Equation> {
    let with_sum = |cells: Vec<(usize, usize)>, sum| {
        let mut equation: Equation = cells.into_iter().map(|cell| (1.0, cell)).collect();
        equation.push((-1.0, sum));
        equation
    };
    let by_row =
        (0..=rows).map(|row| with_sum((0..columns).map(|column| (row, column)).collect(), (row, columns)));
    let by_column =
        (0..=columns).map(|column| with_sum((0..rows).map(|row| (row, column)).collect(), (rows, column)));
    by_row.chain(by_column).collect()
}

/// Hidden numbers that follow from the shown ones by adding and subtracting (Gauss–Jordan elimination).
fn solved(seen: &Seen) -> Vec<((usize, usize), f64)> {
    let hidden: Vec<(usize, usize)> = hidden(seen);
    let mut matrix: Vec<Vec<f64>> = equations(seen.len() - 1, seen[0].len() - 1)
        .iter()
        .map(|equation| {
            let mut line = vec![0.0; hidden.len() + 1];
            for (factor, (row, column)) in equation {
                match seen[*row][*column] {
                    Some(count) => line[hidden.len()] -= factor * f64::from(count),
                    None => line[hidden.iter().position(|one| one == &(*row, *column)).unwrap()] += factor,
                }
            }
            line
        })
        .collect();
    let mut rank = 0;
    for column in 0..hidden.len() {
        let Some(pivot) = (rank..matrix.len()).find(|line| matrix[*line][column].abs() > 1e-9) else {
            continue;
        };
        matrix.swap(rank, pivot);
        let by = matrix[rank][column];
        matrix[rank].iter_mut().for_each(|value| *value /= by);
        let pivot_line = matrix[rank].clone();
        for (number, line) in matrix.iter_mut().enumerate() {
            let factor = line[column];
            if number != rank && factor.abs() > 1e-12 {
                line.iter_mut()
                    .zip(&pivot_line)
                    .for_each(|(value, pivot)| *value -= factor * pivot);
            }
        }
        rank += 1;
    }
    let alone = |line: &Vec<f64>| {
        let mut terms = (0..hidden.len()).filter(|term| line[*term].abs() > 1e-9);
        let first = terms.next()?;
        terms
            .next()
            .is_none()
            .then(|| (hidden[first], line[hidden.len()]))
    };
    matrix.iter().filter_map(alone).collect()
}

fn hidden(seen: &Seen) -> Vec<(usize, usize)> {
    let all = (0..seen.len()).flat_map(|row| (0..seen[row].len()).map(move |column| (row, column)));
    all.filter(|(row, column)| seen[*row][*column].is_none())
        .collect()
}

/// The highest value of every hidden number that bounds allow, by going round the equations until nothing narrows.
fn highest(seen: &Seen) -> Vec<((usize, usize), f64)> {
    let mut low: Vec<Vec<f64>> = seen
        .iter()
        .map(|row| row.iter().map(|one| one.map_or(0.0, f64::from)).collect())
        .collect();
    let mut high: Vec<Vec<f64>> = seen
        .iter()
        .map(|row| {
            row.iter()
                .map(|one| one.map_or(f64::INFINITY, f64::from))
                .collect()
        })
        .collect();
    for _ in 0..60 {
        for equation in equations(seen.len() - 1, seen[0].len() - 1) {
            for (factor, (row, column)) in &equation {
                // factor·x = −(the others); the others lie between their least and their most.
                let (mut least, mut most) = (0.0, 0.0);
                for (other, (r, c)) in equation.iter().filter(|(_, place)| place != &(*row, *column)) {
                    least += if *other > 0.0 { low[*r][*c] } else { -high[*r][*c] };
                    most += if *other > 0.0 { high[*r][*c] } else { -low[*r][*c] };
                }
                let (from, to) = if *factor > 0.0 {
                    (-most, -least)
                } else {
                    (least, most)
                };
                low[*row][*column] = low[*row][*column].max(from);
                high[*row][*column] = high[*row][*column].min(to);
            }
        }
    }
    hidden(seen)
        .into_iter()
        .map(|(row, column)| ((row, column), high[row][column]))
        .collect()
}

fn random_table(rows: usize, columns: usize, random: &mut Rng) -> Vec<Vec<u32>> {
    let busy: Vec<u32> = (0..rows).map(|_| [1, 3, 8, 30][random.usize(..4)]).collect();
    busy.iter()
        .map(|busy| (0..columns).map(|_| random.u32(0..=*busy)).collect())
        .collect()
}

/// The attack: the low numbers that a reader finds out, or can tell to be low.
fn found_out(rows: &[Vec<u32>], seen: &Seen) -> usize {
    let truth = with_sums(rows);
    let is_low = |(row, column): (usize, usize)| truth[row][column] < HIDDEN_BELOW;
    let by_reckoning = solved(seen)
        .into_iter()
        .filter(|(place, _)| is_low(*place))
        .count();
    let by_bounds = highest(seen)
        .into_iter()
        .filter(|(place, high)| is_low(*place) && *high < f64::from(HIDDEN_BELOW));
    by_reckoning + by_bounds.count()
}

#[test]
fn no_combination_of_what_is_published_reveals_a_low_count() {
    let mut random = Rng::with_seed(41);
    let mut shown = 0;
    for _ in 0..150 {
        let (rows, columns) = (random.usize(1..14), random.usize(1..7));
        let table = random_table(rows, columns, &mut random);
        let seen = seen(&protect(&CountTable::new(&table).unwrap()));
        let truth = with_sums(&table);
        for (row, counts) in seen.iter().enumerate() {
            for (column, count) in counts.iter().enumerate() {
                assert!(count.is_none_or(|count| count == truth[row][column] && count >= HIDDEN_BELOW));
                shown += usize::from(count.is_some());
            }
        }
        assert_eq!(found_out(&table, &seen), 0, "{table:?} {seen:?}");
    }
    assert!(shown > 1_500, "something is left to read: {shown}");
}

#[test]
fn the_attack_succeeds_where_only_low_counts_are_hidden() {
    let mut random = Rng::with_seed(41);
    let mut tables = 0;
    for _ in 0..150 {
        let (rows, columns) = (random.usize(1..14), random.usize(1..7));
        let table = random_table(rows, columns, &mut random);
        let hide = |count: &u32| (*count >= HIDDEN_BELOW).then_some(*count);
        let seen: Seen = with_sums(&table)
            .iter()
            .map(|row| row.iter().map(hide).collect())
            .collect();
        tables += usize::from(found_out(&table, &seen) > 0);
    }
    assert!(tables > 90, "{tables} of 150");
}

/// Goes through every table that fits what is seen, and notes of each count whether it is ever at least five.
fn fits(seen: &Seen, so_far: &mut Vec<u32>, may_be_high: &mut [bool]) {
    let (rows, columns) = (seen.len() - 1, seen[0].len() - 1);
    if so_far.len() == rows * columns {
        let table: Vec<Vec<u32>> = so_far.chunks(columns).map(<[u32]>::to_vec).collect();
        let truth = with_sums(&table);
        let agrees =
            |row: usize, column: usize| seen[row][column].is_none_or(|count| count == truth[row][column]);
        if (0..=rows).all(|row| (0..=columns).all(|column| agrees(row, column))) {
            for (may_be_high, count) in may_be_high.iter_mut().zip(so_far.iter()) {
                *may_be_high |= *count >= HIDDEN_BELOW;
            }
        }
        return;
    }
    let (row, column) = (so_far.len() / columns, so_far.len() % columns);
    // More than this is never needed to show that a low count may be five.
    let counts = seen[row][column].map_or(0..=13, |count| count..=count);
    for count in counts {
        so_far.push(count);
        fits(seen, so_far, may_be_high);
        so_far.pop();
    }
}

#[test]
fn every_low_count_may_be_high_in_some_table_that_fits() {
    let mut random = Rng::with_seed(5);
    for _ in 0..25 {
        let table: Vec<Vec<u32>> = (0..2)
            .map(|_| (0..2).map(|_| random.u32(0..9)).collect())
            .collect();
        let seen = seen(&protect(&CountTable::new(&table).unwrap()));
        let mut may_be_high = vec![false; 4];
        fits(&seen, &mut Vec::new(), &mut may_be_high);
        assert_eq!(may_be_high, [true; 4], "{table:?} {seen:?}");
    }
}

#[test]
fn a_table_without_low_counts_is_shown_whole() {
    let table = vec![vec![5, 6], vec![7, 80]];
    let seen = seen(&protect(&CountTable::new(&table).unwrap()));
    assert!(hidden(&seen).is_empty());
}

#[test]
fn a_city_is_protected_within_a_moment() {
    let mut random = Rng::with_seed(9);
    let table = random_table(500, 8, &mut random);
    let published = protect(&CountTable::new(&table).unwrap());
    assert!(published.sum.shown().is_some());
}
