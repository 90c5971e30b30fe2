// Package uitest drives the whole program as a person does: keys go into a
// terminal, and what is asserted on is the text that stands on its screen. The
// terminal is a mock, the engine is a real one in this process, and time is
// testing/synctest's: that everything is idle is known, never waited for.
package uitest
