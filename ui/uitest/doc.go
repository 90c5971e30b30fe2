// Package uitest drives the whole program as a person does: keys go into a terminal, and the tests check
// the text on its screen. The terminal is a mock, the engine is a real one in this process, and time is
// testing/synctest's, so that the tests know when everything is idle, and never wait for it.
package uitest
