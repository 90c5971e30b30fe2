// Package readiness reports to an event loop which of its descriptors are ready, in every way that the kernel offers:
// each in a small file, behind one interface.
package readiness
