// Package reference prints what is known about errnos, for the command line: what
// each one means when a certain call answers it, why, and what to do.
package reference
