// Package process starts this binary again as another process: on a thread that is prepared for
// it, with none of this process's descriptors, and with a reader for its standard error.
package process
