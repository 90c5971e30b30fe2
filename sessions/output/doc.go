// Package output is how text reaches a person: [Stream] for standard output and standard error, [Line] for a sentence,
// [JSON] for an object. Text from a script, a file name or a peer is escaped, so that it can't move the cursor or
// change the direction of what follows.
package output
