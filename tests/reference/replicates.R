# Standard errors by replicates, of data that are typed in. Run with R survey 4.1-1:
#   Rscript tests/reference/replicates.R
suppressMessages(library(survey))
say <- function(name, x) cat(name, format(as.numeric(x), digits = 15), "\n")

# Levy & Lemeshow's ambulance data (three strata of two units).
scd <- data.frame(esa = c(1, 1, 2, 2, 3, 3), ambulance = c(1, 2, 1, 2, 1, 2),
                  arrests = c(120, 78, 185, 228, 670, 530), alive = c(25, 24, 30, 49, 80, 70))
two <- svydesign(~ambulance, strata = ~esa, data = scd, nest = TRUE, weights = ~1)
for (type in c("BRR", "Fay", "JKn")) {
  reps <- as.svrepdesign(two, type = type, fay.rho = if (type == "Fay") 0.3 else 0)
  say(paste("scd", type, "scale"), reps$scale)
  say(paste("scd", type, "rscales"), reps$rscales)
  say(paste("scd", type, "ratio"), SE(svyratio(~alive, ~arrests, reps)))
  say(paste("scd", type, "total"), SE(svytotal(~alive, reps)))
  say(paste("scd", type, "degf"), degf(reps))
}

# The Stata manual's fpc data: two strata of 5 and 3, populations 15 and 12.
fpc <- data.frame(h = c(1, 1, 1, 1, 1, 2, 2, 2), w = c(3, 3, 3, 3, 3, 4, 4, 4),
                  N = c(15, 15, 15, 15, 15, 12, 12, 12),
                  x = c(2.8, 4.1, 6.8, 6.8, 9.2, 3.7, 6.6, 4.2))
strata <- svydesign(~1, strata = ~h, weights = ~w, fpc = ~N, data = fpc)
jkn <- as.svrepdesign(strata, type = "JKn")
mse <- as.svrepdesign(strata, type = "JKn", mse = TRUE)
say("fpc JKn rscales", jkn$rscales)
say("fpc JKn mean", SE(svymean(~x, jkn)))
say("fpc JKn mean mse", SE(svymean(~x, mse)))
say("fpc JKn ratio", SE(svyratio(~x, ~w, jkn)))
say("fpc JKn ratio mse", SE(svyratio(~x, ~w, mse)))
say("fpc JKn x > 4", SE(svymean(~x, subset(jkn, x > 4))))
say("fpc JKn degf", degf(jkn))
one <- svydesign(~1, weights = ~w, fpc = ~I(rep(27, 8)), data = fpc)
jk1 <- as.svrepdesign(one, type = "JK1")
say("fpc JK1 scale", jk1$scale)
say("fpc JK1 mean", SE(svymean(~x, jk1)))
say("fpc JK1 degf", degf(jk1))
say("fpc JK1 degf x > 4", degf(subset(jk1, x > 4)))
say("fpc JKn degf x > 6.7", degf(subset(jkn, x > 6.7)))
say("fpc JKn quantile", unlist(SE(svyquantile(~x, jkn, 0.5))))
say("fpc JKn quantile ci", svyquantile(~x, jkn, 0.5, df = degf(jkn))$x[1, 2:3])
boot <- as.svrepdesign(strata, type = "subbootstrap", replicates = 7)
say("fpc subbootstrap scale", boot$scale)
canty <- as.svrepdesign(strata, type = "bootstrap", replicates = 7)
say("fpc bootstrap scale", canty$scale)
preston <- as.svrepdesign(strata, type = "mrbbootstrap", replicates = 7)
say("fpc mrbbootstrap scale", preston$scale * preston$rscales[1])

# The package's api data.
data(api)
dclus1 <- svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc)
dstrat <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat, fpc = ~fpc)
one <- as.svrepdesign(dclus1, type = "JK1")
n <- as.svrepdesign(dstrat, type = "JKn")
say("dclus1 JK1 mean", SE(svymean(~api00, one)))
say("dclus1 JK1 ratio", SE(svyratio(~api.stu, ~enroll, one)))
say("dstrat JKn ratio", SE(svyratio(~api.stu, ~enroll, n)))
say("dstrat JKn ratio mse", SE(svyratio(~api.stu, ~enroll, as.svrepdesign(dstrat, type = "JKn", mse = TRUE))))
by <- svyby(~api00, ~stype, one, svymean, covmat = TRUE, return.replicates = TRUE)
say("dclus1 JK1 by stype", coef(by))
say("dclus1 JK1 by stype SE", SE(by))
say("dclus1 JK1 cov E H", vcov(by)["E", "H"])
v <- attr(by, "replicates")
of <- function(x) sqrt(survey:::svrVar(x, one$scale, one$rscales, mse = FALSE, coef = 0))
say("dclus1 JK1 E - H SE", of(v[, 1] - v[, 2]))
say("dclus1 JK1 E / H SE", of(v[, 1] / v[, 2]))
say("dclus1 JK1 total H SE", SE(svytotal(~enroll, subset(one, stype == "H"))))
say("dclus1 JK1 degf", degf(one))
for (s in c("E", "H", "M")) say(paste("dclus1 JK1 degf", s), degf(subset(one, stype == s)))
q <- svyquantile(~api00, one, c(0.25, 0.5), df = degf(one))
say("dclus1 JK1 quantiles SE", unlist(SE(q)))
say("dclus1 JK1 quantiles ci", q$api00[, 2:3])
t <- attr(svytotal(~api.stu + enroll, one, return.replicates = TRUE), "replicates")
if (is.null(t)) t <- svytotal(~api.stu + enroll, one, return.replicates = TRUE)$replicates
say("dclus1 JK1 function SE", of(log(t[, 1] / t[, 2])))
# Raking redone in every replicate, to 1e-12 instead of rake()'s one person; calibrate() of replicates takes no epsilon
# that small in 4.1-1, so the weights of each replicate are raked by the formula.
raked <- function(w, d) {
  for (i in 1:2000) {
    w <- w * c(E = 4421, H = 755, M = 1018)[d$stype] / tapply(w, d$stype, sum)[d$stype]
    w <- w * c(No = 1072, Yes = 5122)[d$sch.wide] / tapply(w, d$sch.wide, sum)[d$sch.wide]
  }
  as.numeric(w)
}
d <- apiclus1; d$stype <- as.character(d$stype); d$sch.wide <- as.character(d$sch.wide)
w <- raked(d$pw, d)
reps <- apply(weights(one, "analysis"), 2, raked, d = d)
rep1 <- svrepdesign(data = d, weights = w, repweights = reps, type = "JK1", scale = one$scale, combined.weights = TRUE)
say("raked mean", SE(svymean(~api00, rep1)))
say("raked total", SE(svytotal(~enroll, rep1)))
say("raked degf", degf(rep1))
