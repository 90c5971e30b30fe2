// Package foreign shows the sockets of another process to a person, as text or JSON, and asks a person to confirm
// changes to them.
package foreign
