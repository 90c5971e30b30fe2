// Package ui is the full-screen program: pages, panes, keys and the prompt. One
// Bubble Tea model, [Screen], holds plain parts that draw on a canvas; what it
// shows comes from a [store.Source], and all it does is to post steps to that.
//
// The files, from the bottom up:
//
//	options.go      what a screen begins with
//	chosen_theme.go which colours, and who chose them
//	picture.go      the screen as it was drawn last
//	screen.go       the screen: what it is made of, and what its parts may ask of it
//	played.go       a recording, shown after some of its steps
//	begin.go        another engine: of which kind, and a session of its own for something
//	death.go        when the engine ends, and another begins
//	again.go        the session once more, up to a step, in another engine
//	steps.go        lines that are written, posted, or offered for editing
//	save.go         the session as a script, in a file
//	record.go       the recording, which is turned on and off
//	return.go       back to the first steps of a session, if they can be made again
//	keys.go         which action a key stands for now
//	program.go      the actions of the program itself
//	chrome.go       what frames every page: tabs, prompt, message, keys
//	mouse.go        what a click or a turn of the wheel hits
//	frames.go       asking for frames, and taking them
//	update.go       making a screen, and what each message does to it
//	terminal.go     the terminal, which the screen takes over and gives back
//	display.go      the screen that draws itself on the terminal
//	starting.go     the first engine, which starts while the screen does
//	run.go          the screen on a terminal, until it is left
//	defaults.go     where history and scripts are kept, where nobody said
package ui
