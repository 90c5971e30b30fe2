// Package output is the way by which text reaches a person: [Stream] for standard output
// and standard error, [Line] for a sentence, [JSON] for an object. What a script, a file
// name or a peer brought with it is shown and never obeyed: no byte of it moves a cursor
// or turns the direction of what follows.
package output
