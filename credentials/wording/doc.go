// Package wording says things in the Organization's languages.
//
// What the engine and the brief have to say is a Sentence first: the key of a
// template and what goes into its places, which are coded values, numbers, days,
// sessions, names and other sentences. A Language says it. Each has files of
// templates beside this one, named by its code ("fr.yaml", "engine.fr.yaml"), as
// go-i18n reads them, with the forms that the language has for numbers:
//
//	outside.counted:
//	  one: "Of {{.n}} decision before this session, {{.k}} {{.expected}}."
//	  other: "Of {{.n}} decisions before this session, {{.k}} {{.expected}}."
//
// A language is added as such files and a line in Codes; no code is written for it. English has a template for every key. Codes are Terms: in English they
// read as the tables of the domain have them, in another language as its file has
// them, under "term." and the key of the term. A template gets its places as text,
// already in the language; {{upper .x}} puts a capital first.
//
// Names are said as they stand in the record, in every language: they are names as
// the documents give them, and a translation would be another name.
package wording
