# At login one line where something in the plan is late; silence where nothing is, or where the
# plan can't be read.
case $- in *i*)
  regie_plan=${REGIE_PLAN:-$(. /etc/default/regie 2>/dev/null; printf '%s' "${REGIE_PLAN:-}")}
  if [ -n "$regie_plan" ] && command -v regie >/dev/null; then
    if ! regie_late=$(regie --plan "$regie_plan" --alleen-lezen status 2>/dev/null) && [ -n "$regie_late" ]; then
      printf '%s\n' "$regie_late"
    fi
  fi
  unset regie_plan regie_late ;;
esac
