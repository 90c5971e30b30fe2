// Package status is what an engine reports about itself, as plain data: the sockets of the bench with their state and
// what a step has changed about them, and, for its server, the listeners, the connections and what the event loop has
// done. It makes no calls. The observer fills it in; the screen, scripts, the status page of HTTP and the figures of
// serve read it.
package status
