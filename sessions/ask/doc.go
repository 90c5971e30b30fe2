// Package ask answers questions about a port or an address asked on the command line: it tries for real what the
// question is about, with steps of an engine that leave nothing behind, and says why the kernel answered so.
package ask
