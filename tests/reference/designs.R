# Samples drawn with unequal probabilities, in an order, in two phases and in three stages: what survey
# 4.1-1 makes of its data `election` and `api`, and base R of the rest.
#   Rscript tests/reference/designs.R DIR
# writes the data (election.csv, joint.csv, order.csv, phases.csv, stages.csv) and expected.csv with the
# columns design,statistic,estimate,se.
suppressMessages(library(survey))
dir <- commandArgs(TRUE)[1]
data(election); data(api)
expected <- data.frame()
keep <- function(design, statistic, estimate, se)
  expected <<- rbind(expected, data.frame(design, statistic, estimate = as.numeric(estimate), se = as.numeric(se)))
number <- function(v) if (is.numeric(v)) format(v, digits = 17, trim = TRUE, scientific = FALSE) else as.character(v)
out <- function(d, name) {
  for (v in names(d)) d[[v]] <- number(d[[v]])
  write.csv(d, file.path(dir, name), row.names = FALSE, quote = FALSE, na = "")
}

# Counties drawn with probabilities by Tillé's method, without replacement (Lumley 2010, Complex Surveys).
e <- election_pps
e$id <- sprintf("c%02d", seq_len(nrow(e)))
e$dom <- ifelse(e$Bush > e$Kerry, "bush", "kerry")
e$half <- ifelse(seq_len(nrow(e)) <= 20, "a", "b")
out(e[c("id", "Bush", "Kerry", "Nader", "votes", "p", "dom", "half")], "election.csv")
joint <- data.frame(id = e$id, election_jointprob)
names(joint)[-1] <- e$id
out(joint, "joint.csv")

# survey takes all PSUs of a domain to have the fpc of its first under "brewer": domains are ratios of
# totals with zeros outside instead. `tolerance` keeps what is small.
of_design <- function(name, d) {
  keep(name, "total", coef(svytotal(~Bush, d)), SE(svytotal(~Bush, d)))
  keep(name, "mean", coef(svymean(~Kerry, d)), SE(svymean(~Kerry, d)))
  r <- svyratio(~Bush, ~votes, d); keep(name, "ratio", coef(r), SE(r))
  r <- svyratio(~I(Bush * (dom == "kerry")), ~I(1 * (dom == "kerry")), d); keep(name, "domain", coef(r), SE(r))
  t <- svytotal(~I(Bush - Kerry), d); keep(name, "difference", coef(t), SE(t))
}
pps <- function(...) svydesign(id = ~1, fpc = ~p, data = e, ...)
of_design("brewer", pps(pps = "brewer"))
of_design("overton", pps(pps = "overton"))
of_design("overton yg", pps(pps = "overton", variance = "YG"))
of_design("hartley-rao", pps(pps = HR()))
of_design("hartley-rao yg", pps(pps = HR(), variance = "YG"))
of_design("ht", pps(pps = ppsmat(election_jointprob, tolerance = 0)))
of_design("yates-grundy", pps(pps = ppsmat(election_jointprob, tolerance = 0), variance = "YG"))
# (overton and HR take strata that are numbers.)
strat <- function(...) svydesign(id = ~1, strata = ~as.numeric(half == "a"), fpc = ~p, data = e, ...)
of_design("brewer strata", strat(pps = "brewer"))
of_design("overton strata", strat(pps = "overton"))
of_design("hartley-rao strata", strat(pps = HR()))
# One certain county: a stratum of its own to survey.
e$c <- e$p; e$c[1] <- 1
e$own <- ifelse(e$c == 1, "certain", e$half)
of_design("brewer certain", svydesign(id = ~1, strata = ~own, fpc = ~c, data = e, pps = "brewer"))
# Calibrated on the number of counties that vote for each: the residuals, then the form.
cal <- calibrate(pps(pps = "brewer"), ~dom, c(4600, 1200))
keep("brewer calibrated", "total", coef(svytotal(~votes, cal)), SE(svytotal(~votes, cal)))
e$w <- weights(cal)
out(e[c("id", "Bush", "Kerry", "Nader", "votes", "p", "c", "dom", "half", "w", "wt")], "election.csv")
# The same over pairs: survey 4.1-1 forgets the residuals there (mended in 4.4), so they are written out.
x <- model.matrix(~dom, e)
u <- e$w * (e$votes - drop(x %*% solve(crossprod(x, x / e$p), crossprod(x, e$votes / e$p))))
D <- 1 - outer(e$p, e$p) / election_jointprob
keep("yates-grundy calibrated", "total", sum(e$w * e$votes), sqrt(-sum(D * outer(u, u, "-")^2) / 2))

# PSUs by Brewer's method, elements at random in them: fractions at both stages.
m <- do.call(rbind, lapply(1:8, function(j) data.frame(psu = j, ssu = 1:(2 + j %% 3), p = c(.1, .25, .4, .15, .3, .2, .35, .5)[j],
                                                       f = (2 + j %% 3) / (9 + j))))
m$y <- round(10 * m$psu^0.5 + 7 * sin(1:nrow(m)), 3)
m$N <- (2 + m$psu %% 3) / m$f
out(m, "stages.csv")
two <- svydesign(id = ~psu + ssu, fpc = ~p + f, data = m, pps = "brewer")
keep("brewer stages", "total", coef(svytotal(~y, two)), SE(svytotal(~y, two)))
keep("brewer stages", "mean", coef(svymean(~y, two)), SE(svymean(~y, two)))

# In an order: Wolter (2007), 8.2, v_2, written out.
set.seed(20230401)
o <- data.frame(h = rep(c("x", "z"), c(15, 11)), place = c(sample(15) * 3 - 2, sample(11) * 7), N = rep(c(45, 77), c(15, 11)))
o$y <- round(5 + .4 * o$place + rnorm(26), 3); o$w <- o$N / rep(c(15, 11), c(15, 11)); o$dom <- rep(c("a", "b", "a"), length = 26)
out(o, "order.csv")
successive <- function(u) sum(sapply(split(seq_along(u), o$h), function(i) {
  n <- length(i); v <- u[i][order(o$place[i])]
  (1 - n / o$N[i][1]) * n / (2 * (n - 1)) * sum(diff(v)^2)
}))
mean_of <- function(y, x) { r <- sum(o$w * y) / sum(o$w * x); c(r, sqrt(successive(o$w * (y - r * x) / sum(o$w * x)))) }
keep("order", "total", sum(o$w * o$y), sqrt(successive(o$w * o$y)))
keep("order", "mean", mean_of(o$y, rep(1, 26))[1], mean_of(o$y, rep(1, 26))[2])
a <- 1 * (o$dom == "a"); keep("order", "domain", mean_of(o$y * a, a)[1], mean_of(o$y * a, a)[2])

# Two phases. D = (p_kl - p_k p_l)/p_kl of every pair, written out; survey's twophase() where it is right
# (with strata of different size in the first phase it takes the wrong sizes for some pairs).
s <- apistrat[c("stype", "api00", "api99", "enroll", "comp.imp", "pw", "fpc")]
set.seed(7); s$member <- 0
for (g in c("No", "Yes")) s$member[sample(which(s$comp.imp == g), if (g == "No") 31 else 42)] <- 1
s$p2 <- round(ifelse(s$stype == "E", .5, .31) + s$api99 / 5000, 4)
s$poisson <- as.numeric(runif(nrow(s)) < s$p2)
names(s)[names(s) == "comp.imp"] <- "imp"
out(s, "phases.csv")
srs <- function(group, f) {
  n <- ave(seq_along(group), group, FUN = length)
  d <- ifelse(outer(group, group, "=="), -(1 - f) / (n - 1), 0); diag(d) <- 1 - f; d
}
phases <- function(d1, d2, member, w, y) {
  d <- (d1 + d2 - d1 * d2)
  u <- (w * y)[member]; sqrt(sum(u * (d %*% u)))
}
of_phases <- function(name, d1, d2, member, w) {
  y <- s$api00; t <- sum((w * y)[member]); n <- sum(w[member]); r <- t / n
  keep(name, "total", t, phases(d1, d2, member, w, y))
  keep(name, "mean", r, phases(d1, d2, member, w, (y - r) / n))
  x <- 1 * (s$stype == "H"); r <- sum((w * y * x)[member]) / sum((w * x)[member])
  keep(name, "domain", r, phases(d1, d2, member, w, x * (y - r) / sum((w * x)[member])))
}
member <- s$member == 1
f2 <- ave(s$member, s$imp)
d1 <- srs(s$stype, ave(s$fpc, s$stype, FUN = length) / s$fpc)
of_phases("phase2", d1[member, member], srs(s$imp[member], f2[member]), member, s$pw / f2)
poisson <- s$poisson == 1
d2 <- diag(1 - s$p2[poisson])
of_phases("phase2 poisson", d1[poisson, poisson], d2, poisson, s$pw / s$p2)
# One stratum in the first phase: survey's own.
t2 <- twophase(id = list(~1, ~1), strata = list(NULL, ~imp), subset = ~I(member == 1), fpc = list(~n, NULL),
               data = transform(s, n = 6194))
keep("phase2 survey", "total", coef(svytotal(~api00, t2)), SE(svytotal(~api00, t2)))
keep("phase2 survey", "mean", coef(svymean(~api00, t2)), SE(svymean(~api00, t2)))
# Districts, and schools in them, then a subsample of schools.
k <- merge(apiclus2, data.frame(cds = apiclus2$cds)); k <- k[c("dnum", "snum", "api00", "enroll", "fpc1", "fpc2", "pw")]
k$member <- rep(c(1, 1, 0), length = nrow(k)); k$size <- ifelse(k$api00 > 650, "high", "low")
out(k, "clusters.csv")
n2 <- ave(k$snum, k$dnum, FUN = length); n1 <- length(unique(k$dnum)); f1 <- n1 / k$fpc1; fb <- n2 / k$fpc2
da <- outer(k$dnum, k$dnum, "=="); d1 <- ifelse(da, 1 - f1, -(1 - f1) / (n1 - 1))
db <- ifelse(da, -(1 - fb) / pmax(n2 - 1, 1), 0); diag(db) <- 1 - fb
d1 <- d1 + db - d1 * db
m2 <- k$member == 1; g2 <- ave(k$member, k$size)
d2 <- srs(k$size[m2], g2[m2]); D <- d1[m2, m2] + d2 - d1[m2, m2] * d2
w <- (k$pw / g2)[m2]; y <- k$api00[m2]; r <- sum(w * y) / sum(w)
keep("phase2 clusters", "total", sum(w * y), sqrt(sum(w * y * (D %*% (w * y)))))
u <- w * (y - r) / sum(w); keep("phase2 clusters", "mean", r, sqrt(sum(u * (D %*% u))))

# Three stages with fpc at each.
set.seed(3)
q <- expand.grid(c = 1:3, b = 1:3, a = 1:5); q$h <- ifelse(q$a < 3, "u", "v")
q$N1 <- ifelse(q$h == "u", 9, 14); q$N2 <- 6 + q$a; q$N3 <- 5 + q$b; q$y <- round(q$a * 3 + q$b * 2 + rnorm(45, sd = 4), 3)
q$w <- with(q, N1 / ifelse(h == "u", 2, 3) * N2 / 3 * N3 / 3)
q$b <- q$a * 10 + q$b; q$c <- q$b * 10 + q$c
q$M <- ifelse(q$a < 3, 1, 14)
out(q, "three.csv")
three <- svydesign(id = ~a + b + c, strata = ~h, weights = ~w, fpc = ~N1 + N2 + N3, data = q)
keep("three stages", "total", coef(svytotal(~y, three)), SE(svytotal(~y, three)))
keep("three stages", "mean", coef(svymean(~y, three)), SE(svymean(~y, three)))
# PSUs 1 and 2 were taken with certainty: strata of their own.
certain <- svydesign(id = ~a + b + c, strata = ~ifelse(a < 3, a, 9), weights = ~w, fpc = ~M + N2 + N3, data = q)
keep("certainty", "total", coef(svytotal(~y, certain)), SE(svytotal(~y, certain)))

# Random samples with probabilities, of 1 to 3 strata; joint probabilities as Hartley and Rao's, disturbed.
# Totals and ratios, which have zeros outside a domain.
set.seed(11)
records <- NULL
for (i in 1:12) {
  n <- sample(9:16, 1); d <- data.frame(sample = i, id = sprintf("s%02d_%02d", i, 1:n), h = sort(rep(1:(1 + i %% 3), length = n)))
  d$p <- round(runif(n, .05, .8), 5); d$y <- round(rgamma(n, 2) * 40 * d$p + rnorm(n, sd = 3), 4); d$x <- round(rgamma(n, 3), 4)
  d$dom <- sample(c("a", "b"), n, TRUE); d$in.a <- 1 * (d$dom == "a")
  of <- function(name, s) {
    keep(paste("random", i, name), "total", coef(svytotal(~y, s)), SE(svytotal(~y, s)))
    r <- svyratio(~I(y * in.a), ~I(x * in.a), s); keep(paste("random", i, name), "ratio", coef(r), SE(r))
  }
  make <- function(...) svydesign(id = ~1, strata = ~h, fpc = ~p, data = d, ...)
  of("brewer", make(pps = "brewer")); of("overton", make(pps = "overton")); of("hartley-rao", make(pps = HR()))
  size <- ave(d$h, d$h, FUN = length)
  P <- outer(d$p, d$p) * ifelse(outer(d$h, d$h, "=="), (1 - 1 / size) * (1 + outer(d$p, d$p) / 9), 1)
  P <- pmin(pmax(P, outer(d$p, d$p, "+") - .98), outer(d$p, d$p, pmin) * .98); diag(P) <- d$p
  P[!outer(d$h, d$h, "==")] <- outer(d$p, d$p)[!outer(d$h, d$h, "==")]
  of("ht", make(pps = ppsmat(P, tolerance = 0))); of("yates-grundy", make(pps = ppsmat(P, tolerance = 0), variance = "YG"))
  m <- data.frame(id = d$id, P); names(m)[-1] <- d$id
  out(m, sprintf("joint%d.csv", i)); records <- rbind(records, d)
}
out(records, "random.csv")

expected$estimate <- number(expected$estimate); expected$se <- ifelse(is.nan(expected$se), "", number(expected$se))
write.csv(expected, file.path(dir, "expected.csv"), row.names = FALSE, quote = FALSE)
