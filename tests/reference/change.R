# Changes between rounds whose samples overlap: the values of tests/change/overlap_test.cpp and
# change_value_test.cpp. Base R only (made with R 4.2.2). Rscript tests/reference/change.R
# The formula of Berger & Priam (2016) by explicit loops over groups; calibration by the residuals of
# a regression on x with the weights before it.

one <- data.frame(id = 1:10, h = rep(c("A", "B"), each = 5),
                  d = c(11, 12, 10, 13, 12, 21, 19, 20, 22, 20),
                  y = c(3.1, 2.4, 5.0, 4.2, 1.9, 7.7, 6.1, 8.0, 5.2, 6.6),
                  x = c(1.0, 1.2, 2.1, 1.6, 0.9, 2.8, 2.2, 3.1, 2.0, 2.5))
two <- data.frame(id = c(2, 3, 5, 6, 8, 9, 11:15), h = c("A", "A", "B", "B", "B", "B", "A", "A", "A", "B", "B"),
                  d = c(12, 11, 21, 20, 20, 19, 12, 10, 11, 21, 20),
                  y = c(2.9, 5.6, 2.5, 7.1, 8.8, 5.0, 3.3, 4.4, 2.2, 7.4, 6.0),
                  x = c(1.3, 2.0, 1.0, 2.9, 3.3, 2.1, 1.4, 1.7, 1.1, 2.6, 2.4))
totals <- list(c(165, 320), c(180, 365))  # persons and x, in the population

calibrated <- function(s, total) {
  X <- cbind(1, s$x)
  g <- 1 + c(X %*% solve(t(X) %*% (s$d * X), total - colSums(s$d * X)))
  s$w <- s$d * g
  s
}
# Contributions of a total (of a mean where `mean`), with the calibration's residuals.
contributions <- function(s, mean, is_calibrated) {
  z <- if (mean) (s$y - sum(s$w * s$y) / sum(s$w)) / sum(s$w) else s$y
  if (is_calibrated) {
    X <- cbind(1, s$x)
    z <- z - c(X %*% solve(t(X) %*% (s$d * X), t(X) %*% (s$d * z)))
  }
  s$w * z
}
variance <- function(s, u) sum(tapply(u, s$h, function(v) length(v) * var(v)))
correlation <- function(a, u, b, v) {
  in_b <- match(a$id, b$id)
  in_a <- match(b$id, a$id)
  ga <- ifelse(is.na(in_b), paste("first", a$h), paste("both", a$h, b$h[in_b]))
  gb <- ifelse(is.na(in_a), paste("second", b$h), paste("both", a$h[in_a], b$h))
  u <- u - ave(u, ga)
  v <- v - ave(v, gb)
  both <- which(!is.na(in_b))
  sum(u[both] * v[in_b[both]]) / sqrt(sum(u^2) * sum(v^2))
}
show <- function(name, x) cat(name, format(x, digits = 15), "\n")
estimate <- function(s, mean) sum(s$w * s$y) / (if (mean) sum(s$w) else 1)

change <- function(name, a, b, mean, is_calibrated) {
  u <- contributions(a, mean, is_calibrated)
  v <- contributions(b, mean, is_calibrated)
  rho <- correlation(a, u, b, v)
  V <- c(variance(a, u), variance(b, v))
  e <- c(estimate(a, mean), estimate(b, mean))
  show(paste(name, "estimates"), e)
  show(paste(name, "se"), sqrt(V))
  show(paste(name, "rho"), rho)
  show(paste(name, "se of change"), sqrt(sum(V) - 2 * rho * sqrt(prod(V))))
}
one$w <- one$d
two$w <- two$d
change("total", one, two, FALSE, FALSE)
change("mean", one, two, TRUE, FALSE)
change("calibrated mean", calibrated(one, totals[[1]]), calibrated(two, totals[[2]]), TRUE, TRUE)
show("g one", calibrated(one, totals[[1]])$w)
show("g two", calibrated(two, totals[[2]])$w)

# All scales of one change: 0.081 (se 0.006, df 120) after 0.1 (se 0.008, df 90), rho 0.3.
e <- c(0.081, 0.1); s <- c(0.006, 0.008); df <- c(120, 90); rho <- 0.3
scale <- function(name, value, a, back = identity, test = value) {
  v <- a[1]^2 + a[2]^2 - 2 * rho * a[1] * a[2]
  nu <- sum(a^2)^2 / sum(a^4 / df)
  show(name, c(back(value), sqrt(v), back(value + c(-1, 1) * qt(0.975, nu) * sqrt(v)), nu, test / sqrt(v),
               2 * pt(-abs(test / sqrt(v)), nu)))
}
scale("difference", e[1] - e[2], s)
scale("relative", e[1] / e[2] - 1, c(s[1], e[1] / e[2] * s[2]) / e[2])
scale("log-ratio", log(e[1] / e[2]), s / e)
scale("ratio", log(e[1] / e[2]), s / e, exp)
show("BH", p.adjust(c(0.01, 0.04, NA, 0.03, 0.2, 0.005), "BH"))
