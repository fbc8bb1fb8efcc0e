# Reads a file that trygg weight wrote as docs/replicates.md tells, and prints standard errors:
#   Rscript tests/reference/read_replicates.R v.csv TYPE SCALE RSCALES MSE RHO
suppressMessages(library(survey))
a <- commandArgs(TRUE)
v <- read.csv(a[1])
count <- length(grep("^vikt_r[0-9]+$", names(v)))
rscales <- rep_len(as.numeric(strsplit(a[4], ",")[[1]]), count)
rho <- if (a[2] == "Fay") as.numeric(a[6])
reps <- suppressWarnings(svrepdesign(data = v, weights = ~vikt, repweights = "^vikt_r[0-9]+$", type = a[2],
                                     scale = as.numeric(a[3]), rscales = rscales, rho = rho,
                                     combined.weights = TRUE, mse = a[5] == "true"))
cat(format(c(SE(svymean(~api00, reps)), SE(svytotal(~enroll, reps)), SE(svyratio(~api.stu, ~enroll, reps)),
             SE(svymean(~api00, subset(reps, stype == "H")))), digits = 17), sep = "\n")
