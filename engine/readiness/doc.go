// Package readiness reports to an event loop which of its descriptors are ready, in every
// way the kernel has: each in a small file behind one interface.
package readiness
