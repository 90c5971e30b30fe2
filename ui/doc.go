// Package ui is the full-screen program: pages, panes, keys and the prompt. One
// Bubble Tea model, [Screen], holds plain parts that draw on a canvas. What it
// shows comes from a [store.Source], and all it does is post steps to that source.
//
// The files, from the bottom up:
//
//	options.go      what a screen is configured with
//	chosen_theme.go the current theme, and how it was chosen
//	picture.go      the screen as it was last drawn
//	screen.go       the screen: its parts, and what they may ask of it
//	played.go       a recording, shown after some of its steps
//	begin.go        starting another engine, and a separate session
//	death.go        the death of the engine, and its successor
//	again.go        making the session again, up to a step, in another engine
//	steps.go        lines that are written, posted, or opened for editing
//	save.go         saving the session as a script
//	record.go       turning the recording on and off
//	return.go       returning to the first steps of a session
//	keys.go         the action that a key stands for now
//	program.go      the actions of the program itself
//	chrome.go       the frame of every page: tabs, prompt, message, keys
//	mouse.go        clicks and the wheel
//	frames.go       requesting frames, and taking them in
//	update.go       making a screen, and handling messages
//	terminal.go     taking over the terminal, and restoring it
//	display.go      drawing the screen on the terminal
//	starting.go     the first engine, which starts while the screen does
//	run.go          running the screen on a terminal
//	defaults.go     where history and scripts are kept by default
package ui
