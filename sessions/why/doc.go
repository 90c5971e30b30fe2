// Package why says in plain sentences what a step did and why the kernel answered so. [Explain]
// makes findings about one event, with the evidence that each rests on; [Errno] and [Causes] speak
// about an errno in general.
//
// The reader's way is that of the data: an event and the [Past] of its session become a scene; the
// first rule that knows the answer makes a [Finding] of it, or else the table of causes has one for
// the errno, and the explain files a sentence for a call that went well. A rule is a function in
// the file of its family, and stands in a table with the calls and errnos that show it; scripts
// under testdata make each phenomenon happen, and others look alike and are something else.
//
//	finding.go    what is said, and what it rests on
//	past.go       what the session did before
//	connection.go the two ends of a connection; ending.go how one came to its end, and by whom
//	promise.go    what was said to come, held against what came
//	scene.go      what an event shows
//	rule.go       the rules, and which of them has the word
//	silence.go    what keeps an event from coming, whoever waits for it; wants.go who waits for what
//	interests.go  what is on the interest list of an epoll
//	explain.go    from an event to findings
//	cause.go      what an errno means where no rule knows more; causes_*.go are the tables
//	explain_*.go  what a call that went well did
package why
