// Package ask answers questions that a person asks on the command line about a port or an address:
// it tries for real what the question is about, with steps of an engine that leave nothing behind,
// and says why the kernel answered so.
package ask
