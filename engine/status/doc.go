// Package status is what a running server tells of itself: its listeners, its
// connections, and what its event loop has done. The loop fills it in; the screen, the
// status page of HTTP and the figures of serve read it.
package status
