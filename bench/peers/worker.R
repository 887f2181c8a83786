# R as a peer: asked line by line on stdin, answers one JSON object a line, as worker.py does. Base R alone; the workloads of a group are in GROUP.R beside this file.
#
#   about | prepare GROUP KIND SHAPE FILE... | run COUNT | check
#
# A workload is a function of (shape, files) that returns list(run =, results =) or with quality =: run() is timed, results() gives a list of numbers compared with ours.

arguments <- commandArgs(FALSE)
folder <- dirname(sub("^--file=", "", grep("^--file=", arguments, value = TRUE)[1]))
threads <- as.integer(commandArgs(TRUE)[1])
workloads <- list()

workload <- function(kind, make) workloads[[kind]] <<- make

# A generated file: float32 in row order.
matrix_of <- function(path, rows, columns) {
  values <- readBin(path, "numeric", rows * columns, size = 4, endian = "little")
  matrix(values, rows, columns, byrow = TRUE)
}

needs <- function(package) {
  if (!requireNamespace(package, quietly = TRUE)) stop(sprintf("no R package %s", package), call. = FALSE)
}

number <- function(x) if (is.finite(x)) sprintf("%.17g", x) else "null"

text <- function(x) paste0("\"", gsub("\"", "'", gsub("[\\\\\r\n\t]", " ", x)), "\"")

check <- function(work) {
  total <- 0
  scale <- 0
  start <- 0
  for (part in work$results()) {
    values <- as.numeric(part)
    weights <- ((start + seq_along(values) - 1) %% 13 + 1) / 13
    start <- start + length(values)
    total <- total + sum(weights * values)
    scale <- scale + sum(weights * abs(values))
  }
  quality <- if (is.null(work$quality)) "" else sprintf(", \"quality\": %s", number(work$quality()))
  sprintf("{\"check\": %s, \"scale\": %s%s}", number(total), number(scale), quality)
}

timed <- function(work, count) {
  gc()
  start <- proc.time()
  for (i in seq_len(count)) work$run()
  spent <- proc.time() - start
  sprintf("{\"seconds\": %s, \"cpu\": %s}", number(max(spent[["elapsed"]], 1e-3) / count), number(max(spent[["user.self"]] + spent[["sys.self"]], 1e-3) / count))
}

prepare <- function(group, kind, sizes, files) {
  file <- file.path(folder, paste0(group, ".R"))
  if (file.exists(file)) source(file)
  if (is.null(workloads[[kind]])) stop(sprintf("r has no %s", kind), call. = FALSE)
  shape <- if (sizes == "-") integer() else as.integer(strsplit(sizes, "x")[[1]])
  work <<- workloads[[kind]](shape, files)
  "{\"ready\": true}"
}

work <- NULL
input <- file("stdin", "r")
while (length(line <- readLines(input, 1)) > 0) {
  words <- strsplit(line, " ", fixed = TRUE)[[1]]
  answer <- tryCatch(
    switch(words[1],
      about = sprintf("{\"about\": %s}", text(sprintf("%s on %s", R.version.string, basename(extSoftVersion()[["BLAS"]])))),
      prepare = prepare(words[2], words[3], words[4], words[-(1:4)]),
      run = timed(work, as.integer(words[2])),
      check = check(work),
      sprintf("{\"error\": %s}", text(paste("unknown word", words[1])))
    ),
    error = function(e) sprintf("{\"missing\": %s}", text(conditionMessage(e)))
  )
  cat(answer, "\n", sep = "")
  flush(stdout())
}
