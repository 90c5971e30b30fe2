// Package reference looks up what is known of errnos, which is what each means when a
// given call returns it, and of socket options, which is the catalogue. The command line
// prints it, and the screen has a page of it.
package reference
