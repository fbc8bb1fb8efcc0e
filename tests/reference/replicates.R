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
