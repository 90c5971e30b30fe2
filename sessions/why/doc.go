// Package why says in plain sentences what a step did and why the kernel
// answered so. [Event] speaks about one event, with what its evidence shows;
// [Errno] and [Causes] speak about an errno in general.
//
// The causes are data: one entry for each call, errno and condition. Where an
// errno has several causes, the evidence of an event decides between them.
package why
