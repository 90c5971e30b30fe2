// Package observe finds out the state of sockets, and what the kernel has counted, without changing anything: it reads
// no SO_ERROR and no error queue, peeks at no data, and sets nothing. It is given a [sockets.Looker], which has no call
// that could.
package observe
