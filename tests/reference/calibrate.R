# Calibration as R's survey::calibrate does it, without the package MASS that it needs: the design
# that comes back has the same weights and the same record of the calibration (postStrata), so that
# svymean, svytotal, svyratio take the variance by survey's own code.
#   x       model matrix of the auxiliary variables
#   totals  their population totals
#   fun     "linear" or "raking"
calibrate_by <- function(design, x, totals, fun) {
  d <- weights(design)
  g <- rep(1, length(d))
  lambda <- rep(0, ncol(x))
  for (i in 1:100) {
    gap <- totals - colSums(x * d * g)
    if (max(abs(gap) / pmax(1, abs(totals))) < 1e-14) break
    slope <- if (fun == "linear") rep(1, length(d)) else g
    lambda <- lambda + qr.coef(qr(crossprod(x, x * d * slope), tol = 1e-15), gap)
    g <- if (fun == "linear") 1 + drop(x %*% lambda) else exp(drop(x %*% lambda))
  }
  stopifnot(max(abs(gap) / pmax(1, abs(totals))) < 1e-11)
  record <- list(qr = qr(x * sqrt(d)), w = g * sqrt(d), stage = 0, index = NULL)
  class(record) <- c("greg_calibration", "gen_raking")
  design$prob <- design$prob / g
  design$postStrata <- c(design$postStrata, list(record))
  design
}
