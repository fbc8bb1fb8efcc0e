# Rscript fread.R THREADS FILE…: seconds that data.table::fread takes to read the files, the median of
# five runs (three of several files); R's start is not counted.
suppressPackageStartupMessages(library(data.table))
args <- commandArgs(TRUE)
setDTthreads(as.integer(args[1]))
files <- args[-1]
once <- function() system.time(for (f in files) fread(f, showProgress = FALSE))[["elapsed"]]
cat(sprintf("%.3f", median(replicate(if (length(files) > 1) 3 else 5, once()))))
