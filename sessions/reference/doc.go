// Package reference is what is known, to be looked up: of errnos, what each one
// means when a certain call answers it; of options, their catalogue entries. The
// command line prints it, and the screen has a page of it.
package reference
