//! The city as a grid of square cells, and one value for each of them.

mod boundary;
mod plane;
mod raster;
mod surface;

use geo::{Coord, MultiPolygon};
use thiserror::Error;

use self::raster::Raster;

pub use self::boundary::{BoundaryError, read_boundary};
pub use self::plane::Plane;
pub use self::surface::Surface;

/// How far from an incident a cell belongs to the area where no boundary is known, in metres: two blocks.
const AROUND_INCIDENTS_M: f64 = 300.0;

/// The number of a cell in its grid: row by row from the south-west.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell(pub(crate) u32);

impl Cell {
    /// Where it stands in a list that runs along the whole grid.
    #[must_use]
    pub fn position(self) -> usize {
        self.0 as usize
    }
}

/// Why there is no grid.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GridError {
    /// No boundary, or no incident, or one that encloses no cell.
    #[error("there is no area to lay a grid over")]
    Empty,
    /// The side of a cell is not a length.
    #[error("a cell's side must be from 10 m to 10 km")]
    CellSize,
    /// The area is a country, or a place lies where it cannot.
    #[error("the area has more than {} cells; is a place far outside?", raster::CELLS_MAX)]
    TooLarge,
}

/// Square cells over an area. A cell belongs to the area when its centre does.
///
/// The rectangle around the area is kept as a raster, so that a cell's neighbours are found by reckoning; what lies
/// outside the area is masked.
#[derive(Debug, Clone)]
pub struct Grid {
    plane: Plane,
    raster: Raster,
    inside: Vec<bool>,
    cells: Vec<Cell>,
}

impl Grid {
    /// The cells whose centre lies within a boundary: degrees of WGS 84.
    ///
    /// # Errors
    /// [`GridError`] when there is none, or when they are too many.
    pub fn within(boundary: &MultiPolygon<f64>, cell_m: f64) -> Result<Self, GridError> {
        let corners = || boundary.0.iter().flat_map(|polygon| polygon.exterior().coords());
        let plane = Plane::around(corners().copied()).ok_or(GridError::Empty)?;
        let projected: Vec<Coord<f64>> = corners().map(|corner| plane.project(*corner)).collect();
        let raster = Raster::over(&projected, cell_m, 0.0)?;
        let inside = raster.fill(boundary, &plane);
        Self::new(plane, raster, inside)
    }

    /// The cells whose centre lies within 300 m of any place: degrees of WGS 84.
    ///
    /// # Errors
    /// [`GridError`] when there is no place, or when they lie too far apart.
    pub fn around(places: &[Coord<f64>], cell_m: f64) -> Result<Self, GridError> {
        let plane = Plane::around(places.iter().copied()).ok_or(GridError::Empty)?;
        let projected: Vec<Coord<f64>> = places.iter().map(|place| plane.project(*place)).collect();
        let raster = Raster::over(&projected, cell_m, AROUND_INCIDENTS_M)?;
        let inside = raster.near(&projected, AROUND_INCIDENTS_M);
        Self::new(plane, raster, inside)
    }

    fn new(plane: Plane, raster: Raster, inside: Vec<bool>) -> Result<Self, GridError> {
        let numbered = (0_u32..).map(Cell).zip(&inside);
        let cells: Vec<Cell> = numbered
            .filter_map(|(cell, is_inside)| is_inside.then_some(cell))
            .collect();
        if cells.is_empty() {
            return Err(GridError::Empty);
        }
        Ok(Self {
            plane,
            raster,
            inside,
            cells,
        })
    }

    /// The side of a cell, in metres.
    #[must_use]
    pub fn cell_m(&self) -> f64 {
        self.raster.cell_m
    }

    /// The cells of the area, from the south-west, row by row. There is at least one.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The plane in which the cells are square.
    #[must_use]
    pub fn plane(&self) -> &Plane {
        &self.plane
    }

    /// The cell of a place, where that belongs to the area: degrees of WGS 84.
    #[must_use]
    pub fn cell_of(&self, place: Coord<f64>) -> Option<Cell> {
        self.raster_cell_of(place).filter(|cell| self.contains(*cell))
    }

    /// The cell of a place in the rectangle around the area.
    fn raster_cell_of(&self, place: Coord<f64>) -> Option<Cell> {
        self.raster.cell_at(self.plane.project(place))
    }

    /// Whether a cell belongs to the area.
    #[must_use]
    pub fn contains(&self, cell: Cell) -> bool {
        self.inside.get(cell.position()).is_some_and(|inside| *inside)
    }

    /// The middle of a cell: degrees of WGS 84.
    #[must_use]
    pub fn centre(&self, cell: Cell) -> Coord<f64> {
        self.plane.unproject(self.raster.centre(cell))
    }

    /// The corners of a cell, from the south-west against the clock: degrees of WGS 84.
    #[must_use]
    pub fn corners(&self, cell: Cell) -> [Coord<f64>; 4] {
        let (middle, half) = (self.raster.centre(cell), self.cell_m() / 2.0);
        let steps = [(-half, -half), (half, -half), (half, half), (-half, half)];
        steps.map(|(x, y)| self.plane.unproject(middle + Coord { x, y }))
    }

    /// Column and row of a cell, from the south-west.
    #[must_use]
    pub fn column_and_row(&self, cell: Cell) -> (usize, usize) {
        self.raster.column_and_row(cell)
    }

    /// The cells of the area that lie within so many rings around one, and that one itself: two rings are a square of
    /// five by five.
    pub fn within_rings(&self, cell: Cell, rings: usize) -> impl Iterator<Item = Cell> {
        let around = self.raster.within_rings(cell, rings);
        around.filter(|near| self.contains(*near))
    }

    /// A surface of zeros.
    #[must_use]
    pub fn surface(&self) -> Surface {
        Surface::zeros(self.raster.columns, self.raster.rows)
    }

    /// A surface that is 1 within the area and 0 outside.
    #[must_use]
    pub fn mask(&self) -> Surface {
        let mut mask = self.surface();
        for (value, inside) in mask.values_mut().iter_mut().zip(&self.inside) {
            *value = f64::from(u8::from(*inside));
        }
        mask
    }

    /// The values of the area's cells, in the order of [`Grid::cells`].
    pub fn values<'s>(&self, surface: &'s Surface) -> impl Iterator<Item = f64> + use<'s, '_> {
        let inside = surface.values().iter().zip(&self.inside);
        inside.filter_map(|(value, inside)| inside.then_some(*value))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use geo::polygon;

    use super::*;

    /// Degrees to the north that are so many metres.
    const DEGREES_A_METRE: f64 = 1.0 / 111_195.08;

    /// A square on the equator with its south-western corner at 0, 0.
    pub(crate) fn square_of(side_m: f64) -> MultiPolygon<f64> {
        let side = side_m * DEGREES_A_METRE;
        MultiPolygon::new(vec![polygon![
            (x: 0.0, y: 0.0), (x: side, y: 0.0), (x: side, y: side), (x: 0.0, y: side),
        ]])
    }

    pub(crate) fn place(x_m: f64, y_m: f64) -> Coord<f64> {
        Coord {
            x: x_m * DEGREES_A_METRE,
            y: y_m * DEGREES_A_METRE,
        }
    }

    #[test]
    fn a_boundary_holds_the_cells_whose_centre_it_holds() {
        let grid = Grid::within(&square_of(1_520.0), 150.0).unwrap();
        assert_eq!(grid.cells().len(), 100);
        let grid = Grid::within(&square_of(1_580.0), 150.0).unwrap();
        assert_eq!(grid.cells().len(), 121);
    }

    #[test]
    fn a_hole_is_outside() {
        let mut boundary = square_of(1_500.0);
        let hole = square_of(450.0).0.remove(0).exterior().clone();
        boundary.0.first_mut().unwrap().interiors_push(hole);
        let grid = Grid::within(&boundary, 150.0).unwrap();
        assert_eq!(grid.cells().len(), 100 - 9);
        assert_eq!(grid.cell_of(place(10.0, 10.0)), None);
        assert!(grid.cell_of(place(460.0, 10.0)).is_some());
    }

    #[test]
    fn areas_that_share_a_border_are_one() {
        let side = square_of(1_500.0);
        let lifted = |corner: Coord<f64>| corner + place(0.0, 1_500.0);
        let north: Vec<Coord<f64>> = side
            .0
            .iter()
            .flat_map(|polygon| polygon.exterior().coords())
            .map(|corner| lifted(*corner))
            .collect();
        let mut both = side;
        both.0.push(geo::Polygon::new(north.into(), Vec::new()));
        assert_eq!(Grid::within(&both, 150.0).unwrap().cells().len(), 200);
    }

    #[test]
    fn a_place_falls_into_the_cell_that_is_centred_near_it() {
        let grid = Grid::within(&square_of(1_500.0), 150.0).unwrap();
        for (x, y) in [(1.0, 1.0), (740.0, 1_499.0), (1_499.0, 751.0)] {
            let cell = grid.cell_of(place(x, y)).unwrap();
            let centre = grid.plane().project(grid.centre(cell));
            let at = grid.plane().project(place(x, y));
            assert!((centre.x - at.x).abs() <= 75.1 && (centre.y - at.y).abs() <= 75.1);
        }
        assert_eq!(grid.cell_of(place(-1.0, 5.0)), None);
        assert_eq!(grid.cell_of(place(5.0, 1_501.0)), None);
    }

    #[test]
    fn without_a_boundary_the_area_is_what_lies_near_incidents() {
        let grid = Grid::around(&[place(0.0, 0.0), place(30_000.0, 0.0)], 150.0).unwrap();
        // Two discs of 300 m, not the strip between them.
        assert!((20..=30).contains(&grid.cells().len()), "{}", grid.cells().len());
        for cell in grid.cells() {
            let centre = grid.centre(*cell);
            let metres = |to| grid.plane().metres_between(centre, to);
            assert!(metres(place(0.0, 0.0)).min(metres(place(30_000.0, 0.0))) <= 300.1);
        }
    }

    #[test]
    fn a_cell_lies_within_its_corners() {
        let grid = Grid::within(&square_of(1_500.0), 150.0).unwrap();
        let cell = grid.cell_of(place(10.0, 160.0)).unwrap();
        let corners = grid.corners(cell).map(|corner| grid.plane().project(corner));
        let origin = grid.plane().project(place(0.0, 150.0));
        for (corner, (x, y)) in corners
            .iter()
            .zip([(0.0, 0.0), (150.0, 0.0), (150.0, 150.0), (0.0, 150.0)])
        {
            let apart = *corner - origin - Coord { x, y };
            assert!(apart.x.abs() < 1e-6 && apart.y.abs() < 1e-6, "{apart:?}");
        }
    }

    #[test]
    fn what_cannot_be_a_grid_is_refused() {
        let empty = MultiPolygon::new(Vec::new());
        assert_eq!(Grid::within(&empty, 150.0).unwrap_err(), GridError::Empty);
        assert_eq!(Grid::around(&[], 150.0).unwrap_err(), GridError::Empty);
        for side in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(
                Grid::within(&square_of(100.0), side).unwrap_err(),
                GridError::CellSize
            );
        }
        let far = [place(0.0, 0.0), Coord { x: 120.0, y: 50.0 }];
        assert_eq!(Grid::around(&far, 150.0).unwrap_err(), GridError::TooLarge);
    }

    #[test]
    fn rings_stop_at_the_edge_of_the_area() {
        let grid = Grid::within(&square_of(1_500.0), 150.0).unwrap();
        let corner = grid.cell_of(place(1.0, 1.0)).unwrap();
        let middle = grid.cell_of(place(700.0, 700.0)).unwrap();
        assert_eq!(grid.within_rings(corner, 1).count(), 4);
        assert_eq!(grid.within_rings(middle, 1).count(), 9);
        assert_eq!(grid.within_rings(middle, 2).count(), 25);
    }
}
