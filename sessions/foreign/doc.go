// Package foreign shows the sockets of another process to a person, as text or JSON, and has a person
// confirm what is to be changed about them.
package foreign
