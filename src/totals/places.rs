//! Where a number is for: which place lies inside which, and which two share no one. It knows no
//! figure.

use crate::model::*;

/// Whether one place is the other or lies in it. The area of a field office is not inside the state
/// that the registry gives it, for it can reach into others; it is inside the country.
pub fn inside(dataset: &Dataset, inner: PlaceIdx, outer: PlaceIdx) -> bool {
    if inner == outer {
        return true;
    }
    let mut in_office = false;
    for at in chain(dataset, inner) {
        let kind = dataset.place(at).place_type;
        if at == outer {
            return !in_office || kind == PlaceType::Country;
        }
        in_office |= kind == PlaceType::FieldOffice;
    }
    false
}

/// Whether a number for `inner` is for a part of what a number for `outer` is for; no place means
/// the whole operation.
pub fn no_wider(dataset: &Dataset, inner: Option<PlaceIdx>, outer: Option<PlaceIdx>) -> bool {
    match (inner, outer) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(inner), Some(outer)) => inside(dataset, inner, outer),
    }
}

/// A place and the places it lies in. A registry is loaded without cycles; should one ever slip
/// through, the chain ends all the same.
pub fn chain(dataset: &Dataset, place: PlaceIdx) -> impl Iterator<Item = PlaceIdx> {
    dataset.place_and_parents(place).take(dataset.places.len())
}

/// Whether no one can be found in both places at once: they are of one type, or both are cities,
/// counties, states or countries, of different states or countries; and neither lies in the other.
/// Regions reach where they will, and field offices against other types are unknown.
pub fn disjoint(dataset: &Dataset, one: PlaceIdx, other: PlaceIdx) -> bool {
    if inside(dataset, one, other) || inside(dataset, other, one) {
        return false;
    }
    let (one, other) = (dataset.place(one), dataset.place(other));
    if one.place_type == PlaceType::Region || other.place_type == PlaceType::Region {
        return false;
    }
    if one.place_type == other.place_type {
        return true;
    }
    let office = |place: &Place| place.place_type == PlaceType::FieldOffice;
    let differ = |one: &Option<String>, other: &Option<String>| {
        one.is_some() && other.is_some() && one != other
    };
    !office(one)
        && !office(other)
        && (differ(&one.state, &other.state) || differ(&one.country, &other.country))
}

/// Whether every place of one list is disjoint from every place of the other. An empty list says
/// nothing.
pub fn all_disjoint(dataset: &Dataset, some: &[PlaceIdx], others: &[PlaceIdx]) -> bool {
    !some.is_empty()
        && !others.is_empty()
        && some.iter().all(|one| others.iter().all(|other| disjoint(dataset, *one, *other)))
}
