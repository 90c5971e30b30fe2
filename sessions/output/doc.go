// Package output is how text reaches a person: [Stream] for standard output and standard
// error, [Line] for a sentence, [JSON] for an object. Text from a script, a file name or a
// peer is escaped: no byte of it moves the cursor or changes the direction of what
// follows.
package output
