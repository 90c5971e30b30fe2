// Package loop is the event loop: one goroutine that serves thousands of connections, at full speed or one system call
// at a time.
//
// One iteration is one function of four phases: [Loop.Iterate]. Everything happens on the goroutine that calls it; only
// [Loop.Wake] may be called from others.
package loop
