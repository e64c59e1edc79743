//! Clearcount: what agencies and the press have announced about operations against human trafficking.
