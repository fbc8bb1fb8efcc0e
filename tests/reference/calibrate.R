# Calibration as R's survey::calibrate does it, without the package MASS that it needs: the design
# that comes back has the same weights and the same record of the calibration (postStrata), so that
# svymean, svytotal, svyratio take the variance by survey's own code.
#   x       model matrix of the auxiliary variables
#   totals  their population totals
#   fun     "linear", "raking", "logit" or "truncated"
#   bounds  of the g-weights: logit and truncated
#   q       scale of every record, 1/variance in survey's words: linear only
calibrate_by <- function(design, x, totals, fun, bounds = NULL, q = rep(1, nrow(x))) {
  d <- weights(design)
  g_of <- distances[[fun]]$g; slope_of <- distances[[fun]]$slope
  lambda <- rep(0, ncol(x)); u <- rep(0, length(d)); g <- rep(1, length(d))
  off <- function(g) max(abs(totals - colSums(x * d * g)) / pmax(1, abs(totals)))
  for (i in 1:200) {
    if (off(g) < 1e-14) break
    gap <- totals - colSums(x * d * g)
    step <- qr.coef(qr(crossprod(x, x * d * q * slope_of(u, g, bounds)), tol = 1e-15), gap)
    for (half in 0:20) {
      try_u <- q * drop(x %*% (lambda + step / 2^half))
      try_g <- g_of(try_u, bounds)
      if (isTRUE(off(try_g) < off(g)) || off(g) < 1e-12) break
    }
    lambda <- lambda + step / 2^half; u <- try_u; g <- try_g
  }
  stopifnot(off(g) < 1e-11)
  record <- list(qr = qr(x * sqrt(d * q)), w = g * sqrt(d / q), stage = 0, index = NULL)
  class(record) <- c("greg_calibration", "gen_raking")
  design$prob <- design$prob / g
  design$postStrata <- c(design$postStrata, list(record))
  design
}

logit_g <- function(u, bounds) {
  l <- bounds[1]; h <- bounds[2]; e <- exp((h - l) / ((1 - l) * (h - 1)) * u)
  (l * (h - 1) + h * (1 - l) * e) / (h - 1 + (1 - l) * e)
}
distances <- list(
  linear = list(g = function(u, bounds) 1 + u, slope = function(u, g, bounds) rep(1, length(u))),
  raking = list(g = function(u, bounds) exp(u), slope = function(u, g, bounds) g),
  logit = list(g = logit_g, slope = function(u, g, bounds)
    (bounds[2] - g) * (g - bounds[1]) / ((1 - bounds[1]) * (bounds[2] - 1))),
  truncated = list(g = function(u, bounds) pmin(pmax(1 + u, bounds[1]), bounds[2]),
                   slope = function(u, g, bounds) as.numeric(g > bounds[1] & g < bounds[2])))
