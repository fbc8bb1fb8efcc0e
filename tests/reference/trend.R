# Lines through rounds: the values of tests/change/trend_test.cpp. Base R only, by the explicit
# formulas of generalised least squares with inverse matrices (made with R 4.2.2).
# Rscript tests/reference/trend.R

line <- function(year, p, v, rho, ahead, level = 0.95) {
  m <- length(year)
  d <- sqrt(v) / (p * (1 - p))
  S <- rho * outer(d, d)
  y <- qlogis(p)
  centre <- mean(year)
  X <- cbind(1, year - centre)
  W <- solve(S)
  P <- W - W %*% X %*% solve(t(X) %*% W %*% X) %*% t(X) %*% W
  Q <- c(t(y) %*% P %*% y)
  tau2 <- max(0, (Q - (m - 2)) / sum(diag(P)))
  W <- solve(S + tau2 * diag(m))
  V <- solve(t(X) %*% W %*% X)
  b <- c(V %*% t(X) %*% W %*% y)
  tq <- qt((1 + level) / 2, m - 2)
  a <- c(1, ahead - centre)
  se <- sqrt(c(t(a) %*% V %*% a) + tau2)
  list(centre = centre, b = b, V = c(V[1, 1], V[2, 2], V[1, 2]), Q = Q,
       pQ = pchisq(Q, m - 2, lower.tail = FALSE), tau2 = tau2,
       limits = b[2] + c(-1, 1) * tq * sqrt(V[2, 2]),
       p = 2 * pt(-abs(b[2] / sqrt(V[2, 2])), m - 2),
       ahead = c(plogis(sum(a * b) + c(0, -1, 1) * tq * se), se))
}

show <- function(name, x) for (part in names(x)) cat(name, part, format(x[[part]], digits = 15), "\n")

year <- c(2011, 2014, 2017, 2020, 2023)
p <- c(0.131, 0.122, 0.118, 0.101, 0.097)
v <- c(0.0041, 0.0039, 0.0038, 0.0036, 0.0035)^2
rho <- diag(5)
for (i in 1:4) rho[i, i + 1] <- rho[i + 1, i] <- 0.2
show("near", line(year, p, v, rho, 2025))
show("fits", line(year, c(0.131, 0.124, 0.116, 0.106, 0.098), v, rho, 2025))
show("scattered", line(c(2008, 2014, 2017, 2023), c(0.10, 0.16, 0.09, 0.12), c(0.006, 0.007, 0.005, 0.006)^2,
                       diag(4), 2026))
