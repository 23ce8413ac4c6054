// Package precedents is the library of past cases: every dispute, Member,
// session, Committee, report and recorded vote, with the digest of law and the
// codebook, read from the dataset's own formats and written back to them.
//
// The dataset lives in the folder of that name and is embedded; Embedded gives
// it as a Library, Read gives any other folder of the same layout, and a Reader
// takes single files, as an import does. All of them are strict. Whatever is
// wrong comes back as Faults, every one with file, line and column, what is
// wrong and what would be right, all of them in one run; and where there is a
// fault there is no Library, so that nothing is ever half loaded.
//
// What holds of a value by itself is credentials' to say, in its Validate
// methods; the Reader only finds the place in the file that a fault's path
// means. What holds between records (a Member that exists, a day within its
// session, votes that add up) is checked here, in check.go.
//
// A Frame is everything around the disputes: small, immutable, indexed once,
// safe for all readers. A Library is a Frame with the disputes and the recorded
// votes.
//
// The other direction is as strict: EncodeDispute and Write give one spelling
// for every value, so that writing what was read changes nothing, and the
// embedded dataset is byte for byte what Write makes of it. A Record is one such
// unit of text under a key ("dispute/afghanistan-1996", "member/AFG"); it is
// what revisions of the record hold, and what a hash of the record is taken
// over.
//
// ReadUNDL reads the recorded votes of the Organization's Digital Library in
// its bulk layout. Those files have hundreds of thousands of rows, so it yields
// one vote at a time and keeps none.
//
// Query and the tables of facets say by what the disputes and the decisions can
// be narrowed down. They hold no SQL; addresses, pages, sentences and the store
// read one table.
//
// Decision: the loader walks the syntax tree of goccy/go-yaml itself rather than
// decoding into structs. Only so does every fault keep its place after the
// first, unquoted text such as no, 51 or 1996-10 stay the text that was
// written, and anchors, tags and merge keys stay out. It costs one table of
// keys per mapping, which the encoder's order follows.
package precedents
