// Package reference prints what is known, for the command line: of errnos, what each
// one means when a certain call answers it; of options, their catalogue entries.
package reference
