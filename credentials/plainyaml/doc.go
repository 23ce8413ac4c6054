// Package plainyaml reads plain YAML: the part of YAML that people write by hand
// and everybody reads alike. The rulebook and the disputes are written in it.
//
// A plain file is one document of mappings, lists and single values:
//
//	id: afghanistan-1996
//	opened: 1996-09-27
//	claimants:
//	- id: taliban
//	  seated_at_start: no
//	- {id: islamic-state, seated_at_start: true}
//
// A single value is the text that is written, with or without quotation marks:
// no, 51, 1996-10 and 0x1F are those letters, and what they mean is for the
// reader of the key to say. Null, ~ and nothing at all are the empty text.
//
// Anchors and aliases, tags, merge keys, directives, keys with a question mark
// and a second document are refused, each with what to write instead: they let a
// file mean something other than what stands there, or grow when it is read. A
// key may stand once in a mapping, and must be known there. A file that nests
// deeper or runs longer than anything of its kind is refused before the parser
// sees it, whose time and stack it would take.
//
// What kinds of file differ in (how long they are, whether null says that a
// value is not known, what is advised) is a Dialect. A File is one file of a
// dialect: Parse gives the top of its syntax tree; Mapping, Items and Single walk
// the tree by the reader's own tables of keys. None of them returns an error.
// Whatever is wrong goes to the file's Report, with its Place and what would be
// right, and reading goes on, so that one run tells everything.
//
//	var dialect = plainyaml.Dialect{MostLines: 500, Deepest: "a list of seats nests two deep", Begin: "…", Divide: "…"}
//
//	file := plainyaml.File{Name: name, Dialect: &dialect, Report: faults.take}
//	if top := file.Parse(text); top != nil {
//		for _, item := range file.Items(top) {
//			file.Mapping(item, []plainyaml.Field{
//				{Key: "seat", Read: func(node ast.Node) { seat, ok = file.Single(node) }},
//			})
//		}
//	}
//
// Decision: readers walk the syntax tree of goccy/go-yaml rather than decode into
// structs. Only so does every fault keep its place after the first, unquoted text
// such as no, 51 or 1996-10 stay the text that was written, and anchors, tags and
// merge keys stay out. It costs one table of keys per mapping.
package plainyaml
