# Writes sets of mlbench 2.1-3.1 with known classes (column truth) into the folder named first.
library(mlbench)
out <- paste0(commandArgs(TRUE)[1], "/")
write_set <- function(name, x, classes) {
  x <- data.frame(x)
  names(x) <- paste0("x", seq_len(ncol(x)))
  x$truth <- paste0("c", gsub("[^A-Za-z0-9]", "_", classes))
  write.csv(x, paste0(out, name, ".csv"), row.names = FALSE, quote = FALSE)
}
made <- function(name, p) write_set(name, p$x, p$classes)
set.seed(1)
made("spirals", mlbench.spirals(600, 1.5, .05))
made("smiley", mlbench.smiley(600))
made("cassini", mlbench.cassini(600))
made("shapes", mlbench.shapes(600))
made("norm2d", mlbench.2dnormals(600, 3))
made("xor", mlbench.xor(400))
for (name in c("Glass", "Ionosphere", "Vehicle", "Sonar", "Vowel", "Satellite")) {
  data(list = name)
  set <- get(name)
  write_set(tolower(name), set[, sapply(set, is.numeric)], set[[ncol(set)]])
}
