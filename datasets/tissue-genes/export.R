# Writes tissue-genes.csv beside this script from the R object `tissue_gene_expression` of the package dslabs.
# Run:  Rscript datasets/tissue-genes/export.R
# Made with R 4.2.2 and dslabs 0.7.4 (Debian: r-base-core, r-cran-dslabs). Needs no other package.
# Rows and columns keep the order of the R object; values are rounded to 4 decimals. UTF-8 without BOM, lines end with LF.

suppressPackageStartupMessages(library(dslabs))
data(tissue_gene_expression)

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))
x <- tissue_gene_expression$x
tissue <- as.character(tissue_gene_expression$y)

stopifnot(
  identical(dim(x), c(189L, 500L)),
  !anyNA(x), !anyNA(tissue),
  !anyDuplicated(colnames(x)), !any(grepl("[\",\n]", colnames(x))), all(validUTF8(colnames(x))))

# Bytes are written as they are: R's own connections would translate to the locale of the machine.
file <- file(file.path(here, "tissue-genes.csv"), open = "wb")
cells <- matrix(sprintf("%.4f", x), nrow(x))
writeLines(c(
  paste(c(colnames(x), "tissue"), collapse = ","),
  paste(apply(cells, 1, paste, collapse = ","), tissue, sep = ",")), file, sep = "\n", useBytes = TRUE)
close(file)
