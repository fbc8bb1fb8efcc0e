# Rscript survey.R FOLDER areas|districts: a slice of what run.sh asks of FOLDER/survey.csv, by R's
# survey package on weights that it rakes itself. Times it, scales the time to all rows of
# FOLDER/estimates.csv, and compares the figures that both made.
suppressPackageStartupMessages(library(survey))
args <- commandArgs(TRUE)
folder <- args[1]
areas <- args[2] == "areas"
# On a million records all domains of one question take minutes.
domains <- if (areas) list(~sex, ~district, ~ district + sex) else list(~sex)

seconds <- function(expr) system.time(expr)[["elapsed"]]
read <- function(name) {
  path <- file.path(folder, name)
  if (requireNamespace("data.table", quietly = TRUE)) data.table::fread(path, data.table = FALSE) else read.csv(path)
}
# A margin as a factor, and its totals but the first as calibrate() wants them.
margin <- function(file) {
  totals <- read(file)
  variables <- head(names(totals), -1)
  codes <- do.call(paste, totals[variables])
  cell <- factor(do.call(paste, d[variables]), codes)
  list(cell = cell, totals = totals$total, codes = codes)
}

reading <- seconds(d <- read("survey.csv"))
files <- if (areas) c("district_sex.csv", "age_group.csv") else c("district.csv", "sex.csv", "age_group.csv", "education.csv")
margins <- lapply(files, margin)
totals <- sum(margins[[1]]$totals)
names(totals) <- "(Intercept)"
for (i in seq_along(margins)) {
  d[[paste0("m", i)]] <- margins[[i]]$cell
  totals <- c(totals, setNames(margins[[i]]$totals[-1], paste0("m", i, margins[[i]]$codes[-1])))
}
raking <- seconds({
  design <- svydesign(~1, strata = ~stratum, weights = ~d, data = d)
  design <- calibrate(design, reformulate(paste0("m", seq_along(margins))), totals, calfun = "raking", epsilon = 1e-12, maxit = 200)
})

# One row an estimate: the domain's codes ("" for all), value, standard error.
rows <- function(by, estimate, se, contrast = "") {
  code <- function(v) if (v %in% names(by)) as.character(by[[v]]) else ""
  data.frame(sex = code("sex"), district = code("district"), contrast, estimate, se)
}
y <- ifelse(is.na(d$q1) | d$q1 == 8, NA, as.numeric(d$q1 <= 2))
design <- update(design, y = y)
estimating <- seconds({
  whole <- svymean(~y, design, na.rm = TRUE)
  levels <- rbind(rows(list(), coef(whole)[[1]], SE(whole)[[1]]), do.call(rbind, lapply(domains, function(by) {
    part <- svyby(~y, by, design, svymean, na.rm = TRUE)
    rows(part, part$y, part$se)
  })))
})

# survey 4.1-1 has no covariances of the domains of a calibrated design: its own variance of the
# linearised values.
gap <- function(district) {
  w <- weights(design, "sampling")
  z <- function(sex) {
    inside <- !is.na(y) & d$sex == sex & (district == "" | d$district == district)
    mean <- sum((w * y)[inside]) / sum(w[inside])
    list(mean = mean, u = ifelse(inside, w * (y - mean) / sum(w[inside]), 0))
  }
  women <- z(2); men <- z(1)
  v <- survey:::svyrecvar(cbind(women$u - men$u), design$cluster, design$strata, design$fpc, postStrata = design$postStrata)
  rows(list(district = district), women$mean - men$mean, sqrt(c(v)), "sex:2-1")
}
contrasting <- if (areas) seconds(gaps <- do.call(rbind, lapply(c("", sort(unique(d$district))), gap))) else 0
found <- if (areas) rbind(levels, gaps) else levels

ours <- read.csv(file.path(folder, "estimates.csv"), colClasses = "character")
if (is.null(ours$area)) ours$area <- ""
of_first <- ours[sub("=.*", "", ours$indicator) == "q1" & ours$area == "", ]
key <- function(t) paste(t$sex, t$district, t$contrast)
match <- match(key(found), key(of_first))
stopifnot(!anyNA(match))
apart <- function(mine, theirs) max(abs(mine - theirs) / abs(theirs))
difference <- c(apart(found$estimate, as.numeric(of_first$estimate[match])), apart(found$se, as.numeric(of_first$se[match])))

all_gaps <- if (areas) sum(ours$contrast != "") else 0
all_levels <- nrow(ours) - all_gaps
scaled <- reading + raking + estimating * all_levels / nrow(levels) + if (areas) contrasting * all_gaps / nrow(gaps) else 0
cat(sprintf("all %.0f\n", scaled))
cat(sprintf("what %s read in %.1f s, raked in %.1f s, made %d of %d estimates in %.1f s", packageVersion("survey"), reading, raking,
            nrow(levels), all_levels, estimating))
if (areas) cat(sprintf(" and %d of %d gaps in %.1f s", nrow(gaps), all_gaps, contrasting))
cat(", without limits, scaled to all\n")
cat(sprintf("compared %d\n", nrow(found)))
cat(sprintf("difference %.1e of an estimate, %.1e of a standard error\n", difference[1], difference[2]))
