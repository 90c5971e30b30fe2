// Package process runs this binary again as another process: from a specially prepared thread, without this process's
// descriptors, and with a reader for its standard error.
package process
