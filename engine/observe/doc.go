// Package observe finds out how sockets are, and what the kernel has counted, without
// changing anything: no SO_ERROR is read, no error queue, no data peeked at, nothing set.
// It is given a [sockets.Looker], which has no call that could.
package observe
