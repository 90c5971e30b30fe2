// Package why says in plain sentences what a step did and why the kernel answered as it did. [Explain]
// makes findings about one event, each with the evidence it rests on; [Errno] and [Causes] explain
// an errno in general.
//
// The code follows the data: an event and the [Past] of its session become a scene. The first rule
// that knows the answer makes a [Finding]; otherwise the table of causes has one for the errno, and
// the explain files have a sentence for a call that succeeded. A rule is a function in the file of
// its family, listed in a table with the calls and errnos it is about; scripts under testdata make
// each phenomenon happen, and others look alike but are something else.
//
//	finding.go    what is said, and what it rests on
//	past.go       what the session did before
//	connection.go the two ends of a connection; ending.go how a connection ended, and who ended it
//	promise.go    what was predicted, compared with what came
//	scene.go      what an event shows
//	rule.go       the rules, and which of them explains an event
//	silence.go    what keeps an event from coming, whoever waits for it; wants.go who waits for what
//	interests.go  what is on the interest list of an epoll
//	explain.go    from an event to findings
//	cause.go      what an errno means if no rule knows more; causes_*.go are the tables
//	explain_*.go  what a call that succeeded did
package why
