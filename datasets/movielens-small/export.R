# Writes ratings.csv and movies.csv beside this script from the R object `movielens` of the package dslabs.
# Run:  Rscript datasets/movielens-small/export.R
# Made with R 4.2.2 and dslabs 0.7.4 (Debian: r-base-core, r-cran-dslabs). Needs no other package.
# Ratings keep the order of the R object; films are sorted by movieId. UTF-8 without BOM, lines end with LF.

suppressPackageStartupMessages(library(dslabs))
data(movielens)

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))

# Bytes are written as they are: R's own connections would translate to the locale of the machine.
write_lines <- function(lines, name) {
  file <- file(file.path(here, name), open = "wb")
  on.exit(close(file))
  writeLines(enc2utf8(lines), file, sep = "\n", useBytes = TRUE)
}

quoted <- function(text) ifelse(is.na(text), "", paste0('"', gsub('"', '""', enc2utf8(text), fixed = TRUE), '"'))

stopifnot(
  nrow(movielens) == 100004,
  !anyDuplicated(movielens[, c("userId", "movieId")]),
  !anyNA(movielens[, c("userId", "movieId", "rating", "timestamp", "genres")]),
  all(movielens$rating * 2 == round(movielens$rating * 2)))

write_lines(c(
  "userId,movieId,rating,timestamp",
  sprintf("%d,%d,%.1f,%d", movielens$userId, movielens$movieId, movielens$rating, movielens$timestamp)),
  "ratings.csv")

films <- unique(movielens[, c("movieId", "title", "year", "genres")])
films <- films[order(films$movieId), ]
stopifnot(nrow(films) == 9066, !anyDuplicated(films$movieId), all(validUTF8(films$title)))

write_lines(c(
  "movieId,title,year,genres",
  sprintf("%d,%s,%s,%s", films$movieId, quoted(films$title), ifelse(is.na(films$year), "", films$year), quoted(as.character(films$genres)))),
  "movies.csv")
