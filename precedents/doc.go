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
// ReadRolls reads recorded votes as people paste them, from a verbatim record or a
// press release, and PrintRoll prints them in both formats. A reading is a
// suggestion with its passages: what is not one Member of the day for certain is
// listed and never counted. ReadDocument does the same for the text of a report or a
// press release: what it seems to say, each with its passage, for somebody to accept.
//
// The engine says what is likely, why, and how far to trust it. A Casebook is
// the decisions of a Library prepared for it: each a Case, with the parts the
// claimants play (the holder of the seat and its rivals), what can happen at all,
// and its past. An Engine lets several voices speak of a Case: the reference
// class, the body’s current practice, what came of it the last time, the
// rulebook, the precedents, a regression on the issues, and the plain baselines.
// A mixture weighs them by the probability each gave to what happened, session
// by session, openings apart from renewals. A Forecast is what the mixture says,
// with its reasons: every sentence names the decisions, rules and facts it rests
// on, and its figures can be worked out again from them. A Backtest scores the
// whole on the record, each decision forecast from earlier sessions alone, and
// each dispute from all others, beside the baselines.
//
// Voting is every recorded vote on a seat with what each Member did in it. From it
// come the agreement of two Members, the cohesion of a group, and an order of
// Members in which those that voted alike stand together. Only votes are compared:
// an absence, or a vote that is not in the record, says nothing of either.
//
// Query and the tables of facets say by what the disputes and the decisions can
// be narrowed down. They hold no SQL; addresses, pages, sentences and the store
// read one table. Index finds decisions by them and counts every value of every
// facet; Cards put a decision into 150 words, with why it matters worked out from
// the decisions before and after it.
//
// Decision: the rules never have more than six tenths of the weight in the
// mixture. They were written by people who knew the record, so that no score on
// the record can show how they will do outside it; without the limit the mixture
// would come to rest on them alone.
//
// Decision: the outcome is forecast in two stages, whether the seat stays and
// then what comes of it, and by whether anybody holds it. Of the parts tried,
// this one told most at openings, where the record is thin: who sits is settled
// alike whatever the challenge, and the sparse outcomes borrow from each other.
//
// Decision: nothing decided at a session counts for another decision of that
// session, not even an earlier one of the same dispute, and the positions that
// members took there do not count either. A forecast is made before the session
// opens.
//
// Decision: there is no voice for the nine members of the Committee. It would
// need the positions of five of them before the session, and the record has them
// for no contested decision: where it has as many, they are the votes cast on it.
package precedents
