//! Pages rendered on a server, so that every state of a component is a text to read.
