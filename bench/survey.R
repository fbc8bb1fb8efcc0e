# Rscript survey.R FOLDER QUESTIONS SLICE DOMAINS: the first SLICE questions of run.sh by R's survey
# package, on weights that it rakes itself; DOMAINS is "all" or "sex" (the whole and the sexes, for
# surveys on which all of them take hours). Times them, scales by the number of estimates to all
# that FOLDER/estimates.csv holds, and compares those that both made.
suppressPackageStartupMessages(library(survey))
args <- commandArgs(TRUE)
folder <- args[1]
slice <- as.integer(args[3])
domains <- list(~sex, ~district, ~ district + sex, ~area, ~ area + sex)
if (args[4] == "sex") domains <- domains[1]

seconds <- function(expr) system.time(expr)[["elapsed"]]
read <- function(name) {
  path <- file.path(folder, name)
  if (requireNamespace("data.table", quietly = TRUE)) data.table::fread(path, data.table = FALSE) else read.csv(path)
}
margin <- function(name) {
  totals <- read(name)
  names(totals)[ncol(totals)] <- "Freq"
  totals
}

reading <- seconds(d <- read("survey.csv"))
# Totals as calibrate() wants them: one for each column of the model matrix.
cells <- margin("district_sex.csv")
cells$cell <- factor(paste(cells$district, cells$sex))
ages <- margin("age_group.csv")
d$cell <- factor(paste(d$district, d$sex), levels(cells$cell))
d$age <- factor(d$age_group)
cells <- cells[order(cells$cell), ]
totals <- c(sum(cells$Freq), cells$Freq[-1], ages$Freq[-1])
names(totals) <- c("(Intercept)", paste0("cell", cells$cell[-1]), paste0("age", ages$age_group[-1]))
raking <- seconds({
  design <- svydesign(~1, strata = ~area, weights = ~d, data = d)
  design <- calibrate(design, ~ cell + age, totals, calfun = "raking", epsilon = 1e-10, maxit = 200)
})

# One row an estimate: question, the domain's codes ("" for all), value, standard error.
rows <- function(question, by, estimate, se) {
  code <- function(v) if (v %in% names(by)) as.character(by[[v]]) else ""
  data.frame(question, sex = code("sex"), district = code("district"), area = code("area"), estimate, se)
}
estimating <- seconds(found <- do.call(rbind, lapply(paste0("q", seq_len(slice)), function(q) {
  answer <- d[[q]]
  with_y <- update(design, y = ifelse(is.na(answer) | answer == 8, NA, as.numeric(answer <= 2)))
  whole <- svymean(~y, with_y, na.rm = TRUE)
  parts <- lapply(domains, function(by) {
    part <- svyby(~y, by, with_y, svymean, na.rm = TRUE)
    rows(q, part, part$y, part$se)
  })
  rbind(rows(q, list(), coef(whole)[[1]], SE(whole)[[1]]), do.call(rbind, parts))
})))

ours <- read.csv(file.path(folder, "estimates.csv"), colClasses = "character")
key <- function(t, q) paste(q, t$sex, t$district, t$area)
match <- match(key(found, found$question), key(ours, sub("=.*", "", ours$indicator)))
apart <- function(mine, theirs) max(abs(mine - theirs) / pmax(abs(theirs), 1e-12))
difference <- c(apart(found$estimate, as.numeric(ours$estimate[match])), apart(found$se, as.numeric(ours$se[match])))

scaled <- reading + raking + estimating * nrow(ours) / nrow(found)
cat(sprintf("all %.1f\n", scaled))
cat(sprintf("what R survey %s: reading %.1f s, raking %.1f s, and %d of the estimates in %.1f s, scaled to all %d\n",
            packageVersion("survey"), reading, raking, nrow(found), estimating, nrow(ours)))
cat(sprintf("compared %d\n", nrow(found)))
cat(sprintf("difference %.1e of an estimate, %.1e of a standard error\n", difference[1], difference[2]))
