# Writes coil2000.csv beside this script from the R object `ticdata` of the package kernlab.
# Run:  Rscript datasets/coil2000/export.R
# Made with R 4.2.2 and kernlab 0.9-32 (Debian: r-base-core, r-cran-kernlab). Needs no other package.
# Rows and columns keep the order of the R object. UTF-8 without BOM, lines end with LF.

suppressPackageStartupMessages(library(kernlab))
data(ticdata)

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))

stopifnot(nrow(ticdata) == 9822, ncol(ticdata) == 86, !anyNA(ticdata), sum(ticdata$CARAVAN == "insurance") == 586)

# Bands of per cent, ages and amounts become their place from 0, the codes of the source: they are in order. Names of types stay names.
cells <- lapply(names(ticdata), function(name) {
  column <- ticdata[[name]]
  if (name %in% c("STYPE", "MOSHOOFD")) {
    text <- as.character(column)
    ifelse(grepl('[",]', text), paste0('"', gsub('"', '""', text, fixed = TRUE), '"'), text)
  } else if (name == "CARAVAN") {
    ifelse(column == "insurance", "yes", "no")
  } else if (is.factor(column)) {
    as.character(as.integer(column) - 1L)
  } else {
    format(column, trim = TRUE, scientific = FALSE)
  }
})
file <- file(file.path(here, "coil2000.csv"), open = "wb")
writeLines(enc2utf8(c(paste(names(ticdata), collapse = ","), do.call(paste, c(unname(cells), sep = ",")))), file, sep = "\n", useBytes = TRUE)
close(file)
